//! COPY in text format: the fastest way in for many rows.

use std::fmt::Write as _;

use sqlx::PgConnection;

use crate::Result;

/// Bytes gathered before they are sent: large enough to keep the server busy, small enough to stay cheap.
const FLUSH_AT_BYTES: usize = 256 * 1024;

/// Rows on their way into a table.
pub struct CopyIn<'c> {
    sink: sqlx::postgres::PgCopyIn<&'c mut PgConnection>,
    buffer: String,
    first_in_row: bool,
}

impl std::fmt::Debug for CopyIn<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CopyIn").finish_non_exhaustive()
    }
}

impl<'c> CopyIn<'c> {
    /// Starts a COPY into these columns, e.g. `"client (id, name)"`.
    pub async fn start(connection: &'c mut PgConnection, target: &str) -> Result<Self> {
        let sink = connection.copy_in_raw(&format!("copy {target} from stdin")).await?;
        Ok(Self { sink, buffer: String::with_capacity(FLUSH_AT_BYTES + 4096), first_in_row: true })
    }

    fn separate(&mut self) {
        if self.first_in_row {
            self.first_in_row = false;
        } else {
            self.buffer.push('\t');
        }
    }

    /// A value whose text holds no tab, newline or backslash: numbers, dates, ids, words of closed lists.
    pub fn plain(&mut self, value: impl std::fmt::Display) -> &mut Self {
        self.separate();
        // Writing to a String cannot fail.
        let _ = write!(self.buffer, "{value}");
        self
    }

    /// The same, or null.
    pub fn maybe(&mut self, value: Option<impl std::fmt::Display>) -> &mut Self {
        match value {
            Some(value) => self.plain(value),
            None => self.null(),
        }
    }

    /// Null.
    pub fn null(&mut self) -> &mut Self {
        self.separate();
        self.buffer.push_str("\\N");
        self
    }

    /// Any text; what COPY would misread is escaped.
    pub fn text(&mut self, value: &str) -> &mut Self {
        self.separate();
        escape_into(&mut self.buffer, value);
        self
    }

    /// Any text, or null.
    pub fn maybe_text(&mut self, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.text(value),
            None => self.null(),
        }
    }

    /// An array of plain values.
    pub fn array<T: std::fmt::Display>(&mut self, values: impl IntoIterator<Item = T>) -> &mut Self {
        self.separate();
        self.buffer.push('{');
        for (i, value) in values.into_iter().enumerate() {
            if i > 0 {
                self.buffer.push(',');
            }
            let _ = write!(self.buffer, "{value}");
        }
        self.buffer.push('}');
        self
    }

    /// An array of any texts.
    pub fn text_array<T: AsRef<str>>(&mut self, values: impl IntoIterator<Item = T>) -> &mut Self {
        self.separate();
        self.buffer.push('{');
        for (i, value) in values.into_iter().enumerate() {
            if i > 0 {
                self.buffer.push(',');
            }
            let quoted = format!("\"{}\"", value.as_ref().replace('\\', "\\\\").replace('"', "\\\""));
            escape_into(&mut self.buffer, &quoted);
        }
        self.buffer.push('}');
        self
    }

    /// A JSON value.
    pub fn json(&mut self, value: &impl serde::Serialize) -> &mut Self {
        let text = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
        self.text(&text)
    }

    /// Bytes.
    pub fn bytes(&mut self, value: &[u8]) -> &mut Self {
        self.separate();
        self.buffer.push_str("\\\\x");
        for byte in value {
            let _ = write!(self.buffer, "{byte:02x}");
        }
        self
    }

    /// Ends the row, sending what has gathered when it is enough.
    pub async fn end_row(&mut self) -> Result<()> {
        self.buffer.push('\n');
        self.first_in_row = true;
        if self.buffer.len() >= FLUSH_AT_BYTES {
            self.sink.send(self.buffer.as_bytes()).await?;
            self.buffer.clear();
        }
        Ok(())
    }

    /// Sends whole rows that were written down elsewhere.
    pub async fn rows(&mut self, text: &str) -> Result<()> {
        if !self.buffer.is_empty() {
            self.sink.send(self.buffer.as_bytes()).await?;
            self.buffer.clear();
        }
        for piece in text.as_bytes().chunks(FLUSH_AT_BYTES) {
            self.sink.send(piece).await?;
        }
        Ok(())
    }

    /// Sends the rest; returns how many rows were written.
    pub async fn finish(mut self) -> Result<u64> {
        if !self.buffer.is_empty() {
            self.sink.send(self.buffer.as_bytes()).await?;
        }
        Ok(self.sink.finish().await?)
    }
}

fn escape_into(buffer: &mut String, value: &str) {
    for c in value.chars() {
        match c {
            '\\' => buffer.push_str("\\\\"),
            '\t' => buffer.push_str("\\t"),
            '\n' => buffer.push_str("\\n"),
            '\r' => buffer.push_str("\\r"),
            // PostgreSQL text cannot hold it.
            '\0' => {}
            c => buffer.push(c),
        }
    }
}
