// Sorts the table by a column when its heading is pressed. Without this script the worst stand first.
const body = document.querySelector("tbody");
const key = (row, column) => row.cells[column].dataset.key ?? row.cells[column].textContent.trim();

function sort(heading, column) {
  const again = heading.getAttribute("aria-sort");
  const down = again ? again === "ascending" : heading.dataset.first === "descending";
  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
  const rows = [...body.rows].sort((a, b) => compare(key(a, column), key(b, column)) * (down ? -1 : 1));
  for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  body.append(...rows);
}

document.querySelectorAll("thead th").forEach((heading, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  button.addEventListener("click", () => sort(heading, column));
  heading.append(button);
});
