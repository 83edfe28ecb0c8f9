use super::Page;

/// Names what reaches beyond the right edge, the outermost first.
const TOO_WIDE: &str = "
    const box = document.scrollingElement;
    if (box.scrollWidth <= box.clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')]
      .filter((e) => e.getBoundingClientRect().right > box.clientWidth + 0.5 && e.checkVisibility());
    const named = wide.slice(0, 6).map((e) => e.outerHTML.slice(0, 120));
    return [`${box.scrollWidth} of ${box.clientWidth} pixels`, ...named];";

/// Whether any pixel of a drawing is not transparent.
const PAINTED: &str = "
    return [...document.querySelectorAll('canvas')].some((canvas) => {
      const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      return pixels.some((value) => value !== 0);
    }) || document.querySelector('[data-testid=chart] svg path') !== null;";

impl Page {
    /// Whether a chart on the page shows something.
    pub async fn canvas_is_painted(&self) -> bool {
        let answer = self.driver.execute(PAINTED, vec![]).await.expect("the page can be measured");
        answer.convert().expect("yes or no")
    }

    /// What makes the page scroll sideways; empty when it does not.
    pub async fn sideways(&self) -> Vec<String> {
        let answer = self.driver.execute(TOO_WIDE, vec![]).await.expect("the page can be measured");
        answer.convert().expect("a list")
    }

    /// Fails when the page scrolls sideways.
    pub async fn does_not_scroll_sideways(&self) {
        let wide = self.sideways().await;
        let address = self.address().await;
        assert!(wide.is_empty(), "{address} scrolls sideways: {}", wide.join("\n  "));
    }
}
