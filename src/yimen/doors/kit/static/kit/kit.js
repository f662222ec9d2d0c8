// Keys on buttons: a button with data-key="F8" is pressed by that key. Works with the page as it is; nothing depends on it.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]:not([disabled])`);
  if (!button) return;
  if (event.key.length === 1 && event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  button.focus();
  button.click();
});
