use std::{fs, path::PathBuf};

use super::Page;

/// Writes what the browser shows and said into `target/e2e/<name>`; returns the folder. What cannot be had is left out:
/// the failure itself matters more.
pub(super) async fn keep(page: &Page, name: &str) -> PathBuf {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/e2e")).join(name);
    let written = fs::create_dir_all(&folder);
    page.console.read(&page.driver).await;
    if written.is_ok() {
        if let Ok(picture) = page.driver.screenshot_as_png().await {
            drop(fs::write(folder.join("page.png"), picture));
        }
        if let Ok(source) = page.driver.source().await {
            drop(fs::write(folder.join("page.html"), source));
        }
        let address = page.driver.current_url().await.map(|url| url.to_string()).unwrap_or_default();
        let console = format!("{address}\n{}\n", page.console.lines().join("\n"));
        drop(fs::write(folder.join("console.txt"), console));
    }
    folder
}
