use std::io::Write;

use crate::rows::Rejection;

/// Writes refused rows as CSV: file, line, column, value, reason, fix.
#[derive(Debug)]
pub struct RejectedFile<W: Write>(csv::Writer<W>);

impl<W: Write> RejectedFile<W> {
    /// Starts the file with its header.
    pub fn new(file: W) -> Result<Self, csv::Error> {
        let mut writer = csv::Writer::from_writer(file);
        writer.write_record(["file", "line", "entity", "column", "value", "code", "reason", "fix"])?;
        Ok(Self(writer))
    }

    /// Adds one.
    pub fn write(&mut self, rejection: &Rejection) -> Result<(), csv::Error> {
        self.0.write_record([
            rejection.file.as_str(),
            &rejection.line.to_string(),
            &rejection.entity,
            rejection.column.as_deref().unwrap_or_default(),
            rejection.value.as_deref().unwrap_or_default(),
            &rejection.code,
            &rejection.reason,
            &rejection.fix,
        ])
    }

    /// Sends the rest.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}
