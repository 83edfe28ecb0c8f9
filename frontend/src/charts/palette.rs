use domain::health::HealthStatus;

/// The colours a canvas needs by value. A test keeps them equal to the tokens of `style/app.css`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    pub surface: &'static str,
    pub hairline: &'static str,
    pub text: &'static str,
    pub muted: &'static str,
    pub accent: &'static str,
    pub healthy: &'static str,
    pub monitor: &'static str,
    pub at_risk: &'static str,
    pub critical: &'static str,
}

impl Palette {
    const LIGHT: Self = Self {
        surface: "#ffffff",
        hairline: "#e7e6e2",
        text: "#1c1f24",
        muted: "#5f656f",
        accent: "#2f4ad0",
        healthy: "#2b8a3e",
        monitor: "#b7791f",
        at_risk: "#d9480f",
        critical: "#c92a2a",
    };
    const DARK: Self = Self {
        surface: "#17191d",
        hairline: "#2a2d33",
        text: "#e8e9ec",
        muted: "#9aa0aa",
        accent: "#8ea2ff",
        healthy: "#69c282",
        monitor: "#e0b050",
        at_risk: "#ff9f6b",
        critical: "#ff8787",
    };

    pub const fn of(is_dark: bool) -> Self {
        if is_dark { Self::DARK } else { Self::LIGHT }
    }

    pub const fn band(self, status: HealthStatus) -> &'static str {
        match status {
            HealthStatus::Healthy => self.healthy,
            HealthStatus::Monitor => self.monitor,
            HealthStatus::AtRisk => self.at_risk,
            HealthStatus::Critical => self.critical,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSS: &str = include_str!("../../style/app.css");

    #[test]
    fn the_canvas_has_the_colours_of_the_page() {
        let blocks =
            |from: &str| CSS.split(from).nth(1).and_then(|rest| rest.split('}').next()).expect("the block is there");
        for (palette, theme, tokens) in [
            (Palette::of(false), "name: \"steward-light\"", ":root {"),
            (Palette::of(true), "name: \"steward-dark\"", "[data-theme=\"steward-dark\"] {"),
        ] {
            let expect = |block: &str, name: &str, value: &str| {
                assert!(block.contains(&format!("{name}: {value};")), "{theme}: {name} is not {value}");
            };
            expect(blocks(theme), "--color-base-100", palette.surface);
            expect(blocks(theme), "--color-base-300", palette.hairline);
            expect(blocks(theme), "--color-base-content", palette.text);
            expect(blocks(theme), "--color-primary", palette.accent);
            expect(blocks(tokens), "--muted", palette.muted);
            expect(blocks(tokens), "--healthy", palette.healthy);
            expect(blocks(tokens), "--monitor", palette.monitor);
            expect(blocks(tokens), "--at-risk", palette.at_risk);
            expect(blocks(tokens), "--critical", palette.critical);
        }
    }
}
