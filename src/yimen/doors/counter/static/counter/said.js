// Puts a sentence on the page; on an English page its Chinese parts (names of people and files) say that they are Chinese.
function said(element, text) {
  const chinese = /([\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]+)/u;
  const parts = document.documentElement.lang === "en" ? text.split(chinese) : [text];
  element.replaceChildren(...parts.filter(Boolean).map((part) => {
    if (parts.length === 1 || !chinese.test(part)) return part;
    const marked = document.createElement("span");
    marked.lang = "zh-Hans";
    marked.textContent = part;
    return marked;
  }));
}
