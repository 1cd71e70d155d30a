// Chooses light or dark before anything is drawn, as Mantine does it later: the page would flash otherwise. A file of
// its own, because the policy refuses scripts inside the page.
const chosen = localStorage.getItem("mantine-color-scheme-value");
const isDark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
