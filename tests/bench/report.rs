use std::process::ExitCode;

/// What was measured so far.
#[derive(Debug, Default)]
pub struct Report {
    measured: usize,
    missed: Vec<String>,
}

impl Report {
    /// A figure with an upper bar.
    pub fn at_most(&mut self, name: &str, figure: f64, unit: &str, bar: f64) {
        self.line(name, figure, unit, figure <= bar, &format!("bar {bar:.2} {unit}"));
    }

    /// A figure beside its floor: the bare work, measured in the same run.
    pub fn ratio(&mut self, name: &str, figure: f64, floor: f64, unit: &str, bar: f64) {
        let ratio = figure / floor;
        self.line(
            name,
            figure,
            unit,
            ratio <= bar,
            &format!("floor {floor:.2} {unit}, ratio {ratio:.2}, bar {bar:.2}"),
        );
    }

    /// A figure with an upper bar, and what the bare work took in the same run.
    pub fn beside(&mut self, name: &str, figure: f64, floor: f64, unit: &str, bar: f64) {
        let rest = format!("bar {bar:.2} {unit}, floor {floor:.2} {unit}, ratio {:.2}", figure / floor);
        self.line(name, figure, unit, figure <= bar, &rest);
    }

    /// A figure without a bar.
    pub fn note(&mut self, name: &str, figure: f64, unit: &str) {
        self.line(name, figure, unit, true, "no bar");
    }

    fn line(&mut self, name: &str, figure: f64, unit: &str, held: bool, rest: &str) {
        self.measured += 1;
        println!("{} {name:<58} {figure:>12.2} {unit:<12} {rest}", if held { "ok    " } else { "MISSED" });
        if !held {
            self.missed.push(name.to_owned());
        }
    }

    /// Says which bars were missed.
    pub fn finish(self) -> ExitCode {
        if self.missed.is_empty() {
            println!("{} figures, every bar held", self.measured);
            return ExitCode::SUCCESS;
        }
        println!("{} figures, {} bars missed: {}", self.measured, self.missed.len(), self.missed.join(", "));
        ExitCode::FAILURE
    }
}

/// A percentile of measured times, nearest rank.
pub fn percentile(times: &mut [f64], percent: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    let rank = (percent / 100.0 * times.len() as f64).ceil() as usize;
    times[rank.clamp(1, times.len()) - 1]
}
