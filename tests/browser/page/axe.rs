use std::{fmt, path::Path};

use serde::Deserialize;

use super::Page;

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../frontend/node_modules/axe-core/axe.min.js");
const RUN: &str = "
    const done = arguments[0];
    // What an open menu covers in part is whole again once it is closed, which a click there does; the page without the menu
    // is looked at, too.
    const menus = [...document.querySelectorAll('[aria-expanded=true][aria-controls]')]
      .map((button) => document.getElementById(button.getAttribute('aria-controls'))).filter(Boolean);
    const isCovered = (target) => {
      const element = document.querySelector(target);
      const box = element?.getBoundingClientRect();
      return !!box && menus.some((menu) => {
        const over = menu.getBoundingClientRect();
        return !menu.contains(element) && box.left < over.right && box.right > over.left && box.top < over.bottom && box.bottom > over.top;
      });
    };
    const counts = (rule, node) => rule !== 'target-size' || node.target.length > 1 || !isCovered(node.target[0]);
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
      (results) => done(results.violations.map((v) => ({
        rule: v.id, help: v.help,
        targets: v.nodes.filter((n) => counts(v.id, n)).map((n) => `${n.target.join(' ')}: ${n.any.map((c) => c.message).join('; ')}`),
      })).filter((v) => v.targets.length > 0)),
      (error) => done([{ rule: 'axe', help: String(error), targets: [] }]));";

/// Something axe finds inaccessible.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Finding {
    /// Rule.
    pub rule: String,
    /// What should be.
    pub help: String,
    /// Where it is not so.
    pub targets: Vec<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.help)?;
        self.targets.iter().take(5).try_for_each(|target| write!(f, "\n      {target}"))?;
        if self.targets.len() > 5 { write!(f, "\n      and {} more", self.targets.len() - 5) } else { Ok(()) }
    }
}

impl Page {
    /// What axe finds on the page as it is now.
    pub async fn axe(&self) -> Vec<Finding> {
        let program = std::fs::read_to_string(Path::new(PROGRAM))
            .unwrap_or_else(|error| panic!("{PROGRAM} cannot be read ({error}); run: cargo xtask frontend"));
        // Scripts of the driver are not subject to the page's content security policy.
        self.driver.execute(format!("if (!window.axe) {{ {program} }}"), vec![]).await.expect("axe loads");
        let findings = self.driver.execute_async(RUN, vec![]).await.expect("axe runs");
        findings.convert().expect("axe's findings")
    }
}
