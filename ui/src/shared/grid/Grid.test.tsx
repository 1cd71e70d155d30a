import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import type { GridColumn, GridMarks, GridSort } from "./column";
import { Grid } from "./Grid";

interface TestRow {
  name: string;
}

const ROWS: TestRow[] = Array.from({ length: 1000 }, (_, index) => ({ name: `row ${index}` }));
const COLUMNS: GridColumn<TestRow>[] = [
  { id: "name", header: "Name", accessorKey: "name", meta: { grow: 1 } },
  { id: "length", header: "Length", accessorFn: ({ name }) => name.length, sortDescFirst: true, size: 60 },
  { id: "first", header: "First", size: 60, meta: { leavesBelow: 840 }, cell: ({ row }) => row.original.name[0] },
];

function List({ onOpen = () => undefined }: { onOpen?(row: TestRow): void }) {
  const names = ROWS.map((row) => row.name);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const marks: GridMarks = {
    ids,
    isAll: ids.size === ROWS.length,
    toggle: (index) => {
      const next = new Set(ids);
      if (!next.delete(`row ${index}`)) next.add(`row ${index}`);
      setIds(next);
    },
    extend: (from, to) => setIds(new Set(names.slice(Math.min(from, to), Math.max(from, to) + 1))),
    toggleAll: () => setIds(new Set(names)),
  };
  return (
    <>
      <output>{[...ids].slice(0, 5).join(",")}</output>
      <Grid
        label="Rows"
        place="test"
        columns={COLUMNS}
        rowCount={ROWS.length}
        rowAt={(index) => ROWS[index]}
        idOf={(row) => row.name}
        nameOf={(row) => row.name}
        onOpen={onOpen}
        marks={marks}
      />
    </>
  );
}

async function focusFirstRow() {
  const user = userEvent.setup();
  await user.tab();
  await user.tab();
  expect(document.activeElement?.getAttribute("aria-rowindex")).toBe("2");
  return user;
}

it("tells its whole length and draws a part of it", () => {
  render(<List />);
  expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("1001");
  expect(screen.getAllByRole("row").length).toBeLessThan(60);
});

it("has one row in the tab order, and arrows or j and k move it", async () => {
  render(<List />);
  const user = await focusFirstRow();
  await user.keyboard("{ArrowDown}jjk");
  expect(document.activeElement?.getAttribute("data-index")).toBe("2");
  expect(document.querySelectorAll('[role="row"][tabindex="0"]').length).toBe(1);
});

it("tells cursor, open row and marked rows apart, also after a click", async () => {
  render(<List />);
  const user = userEvent.setup();
  await user.click(screen.getByText("row 3"));
  await user.keyboard("j ");
  const cursor = document.querySelector<HTMLElement>('[data-active="true"]');
  expect(cursor?.dataset).toMatchObject({ index: "4", marked: "true" });
  expect(document.activeElement).toBe(cursor);
  expect(document.querySelectorAll("[data-marked]").length).toBe(1);
  expect(cursor?.getAttribute("aria-current")).toBeNull();
});

it("lets each cell run the way its text does", () => {
  render(<List />);
  const cells = [...document.querySelectorAll('[role="gridcell"]:not(:has(input))')];
  expect(cells.every((cell) => cell.getAttribute("dir") === "auto")).toBe(true);
});

it("stops at its ends", async () => {
  render(<List />);
  const user = await focusFirstRow();
  await user.keyboard("{ArrowUp}");
  expect(document.activeElement?.getAttribute("data-index")).toBe("0");
  await user.keyboard("{End}{ArrowDown}");
  expect(document.activeElement?.getAttribute("data-index")).toBe("999");
});

it("passes over headings", async () => {
  const onOpen = vi.fn();
  const days = ["Today", "a", "b", "Yesterday", "c", "d"].map((name): TestRow => ({ name }));
  render(
    <Grid
      label="Rows"
      place="headed"
      columns={[{ id: "name", header: "Name", accessorKey: "name" }]}
      rowCount={6}
      rowAt={(index) => days[index]}
      idOf={(row) => row.name}
      nameOf={(row) => row.name}
      headingOf={(row) => (row.name.endsWith("day") ? row.name : null)}
      onOpen={onOpen}
    />,
  );
  const user = userEvent.setup();
  await user.tab();
  expect(document.activeElement?.textContent).toBe("a");
  await user.keyboard("jj");
  expect(document.activeElement?.textContent).toBe("c");
  await user.keyboard("k");
  expect(document.activeElement?.textContent).toBe("b");
  await user.keyboard("{Home}{Enter}");
  expect(onOpen).toHaveBeenLastCalledWith({ name: "a" });
  await user.click(screen.getByText("Yesterday"));
  expect(onOpen).toHaveBeenCalledTimes(1);
});

it("marks with Space, extends with Shift, opens with Enter", async () => {
  const onOpen = vi.fn();
  render(<List onOpen={onOpen} />);
  const user = await focusFirstRow();
  await user.keyboard("{ArrowDown} ");
  expect(screen.getByRole("status").textContent).toBe("row 1");
  await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
  expect(screen.getByRole("status").textContent).toBe("row 1,row 2,row 3");
  await user.keyboard("{Enter}");
  expect(onOpen).toHaveBeenCalledWith({ name: "row 3" });
});

function Sorted({ onSort }: { onSort?(sort: GridSort): void }) {
  const [sort, setSort] = useState<GridSort>({ column: "name", descending: false });
  return (
    <Grid
      label="Rows"
      place="sorted"
      columns={COLUMNS}
      rowCount={ROWS.length}
      rowAt={(index) => ROWS[index]}
      idOf={(row) => row.name}
      nameOf={(row) => row.name}
      sort={sort}
      onSort={(next) => {
        setSort(next);
        onSort?.(next);
      }}
    />
  );
}

const heads = () => screen.getAllByRole("columnheader").map((head) => head.getAttribute("aria-sort"));

it("asks for another order, each column beginning as it is meant to, and leaves the rows where they are", async () => {
  const onSort = vi.fn();
  render(<Sorted onSort={onSort} />);
  const user = userEvent.setup();
  expect(heads()).toEqual(["ascending", null, null]);
  await user.click(screen.getByRole("button", { name: "Name" }));
  expect(onSort).toHaveBeenLastCalledWith({ column: "name", descending: true });
  expect(heads()).toEqual(["descending", null, null]);
  await user.click(screen.getByRole("button", { name: "Length" }));
  expect(onSort).toHaveBeenLastCalledWith({ column: "length", descending: true });
  await user.click(screen.getByRole("button", { name: "Length" }));
  expect(onSort).toHaveBeenLastCalledWith({ column: "length", descending: false });
  expect(heads()).toEqual([null, "ascending", null]);
  // What has no value of its own cannot be sorted by.
  expect(screen.queryByRole("button", { name: "First" })).toBeNull();
  expect(screen.getAllByRole("row")[1]?.textContent).toContain("row 0");
});

it("leaves columns out for which there is no room, for screen readers as well", () => {
  render(<Sorted />);
  expect(screen.getByRole("grid").getAttribute("aria-colcount")).toBe("3");
  expect(screen.getAllByRole("row")[1]?.textContent).toBe("row 05r");
  cleanup();
  const width = vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(800);
  render(<Sorted />);
  width.mockRestore();
  expect(screen.getByRole("grid").getAttribute("aria-colcount")).toBe("2");
  expect(screen.queryByText("First")).toBeNull();
  expect(screen.getAllByRole("row")[1]?.textContent).toBe("row 05");
});

it("keeps the place of rows that are on their way", () => {
  render(
    <Grid
      label="Rows"
      place="window"
      columns={COLUMNS}
      rowCount={4}
      rowAt={(index) => (index === 1 ? undefined : ROWS[index])}
      idOf={(row) => row.name}
      nameOf={(row) => row.name}
    />,
  );
  const shown = screen.getAllByRole("row").slice(1);
  expect(shown.map((row) => row.textContent)).toEqual(["row 05r", "", "row 25r", "row 35r"]);
});

it("draws a row anew when what is in it has changed, or its columns have", () => {
  const grid = (rows: TestRow[], columns: GridColumn<TestRow>[]) => (
    <Grid
      label="Rows"
      place="changing"
      columns={columns}
      rowCount={rows.length}
      rowAt={(index) => rows[index]}
      idOf={() => "the same"}
      nameOf={(row) => row.name}
    />
  );
  const { rerender } = render(grid([{ name: "ada" }], COLUMNS));
  rerender(grid([{ name: "ada lovelace" }], COLUMNS));
  expect(screen.getAllByRole("row")[1]?.textContent).toBe("ada lovelace12a");
  rerender(grid([{ name: "ada lovelace" }], COLUMNS.slice(0, 1)));
  expect(screen.getAllByRole("row")[1]?.textContent).toBe("ada lovelace");
});
