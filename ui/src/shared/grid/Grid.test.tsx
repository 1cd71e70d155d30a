import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import type { GridMarks } from "./column";
import { Grid } from "./Grid";

const ROWS = Array.from({ length: 1000 }, (_, index) => `row ${index}`);

function List({ onOpen = () => undefined }: { onOpen?(row: string): void }) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const marks: GridMarks = {
    ids,
    isAll: ids.size === ROWS.length,
    toggle: (index) => {
      const next = new Set(ids);
      if (!next.delete(`row ${index}`)) next.add(`row ${index}`);
      setIds(next);
    },
    extend: (from, to) => setIds(new Set(ROWS.slice(Math.min(from, to), Math.max(from, to) + 1))),
    toggleAll: () => setIds(new Set(ROWS)),
  };
  return (
    <>
      <output>{[...ids].slice(0, 5).join(",")}</output>
      <Grid
        label="Rows"
        place="test"
        columns={[{ id: "name", title: "Name", width: "1fr", cell: (row: string) => row }]}
        rowCount={ROWS.length}
        rowAt={(index) => ROWS[index]}
        idOf={(row) => row}
        nameOf={(row) => row}
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
  render(
    <Grid
      label="Rows"
      place="headed"
      columns={[{ id: "name", title: "Name", width: "1fr", cell: (row: string) => row }]}
      rowCount={6}
      rowAt={(index) => ["Today", "a", "b", "Yesterday", "c", "d"][index]}
      idOf={(row) => row}
      nameOf={(row) => row}
      headingOf={(row) => (row.endsWith("day") ? row : null)}
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
  expect(onOpen).toHaveBeenLastCalledWith("a");
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
  expect(onOpen).toHaveBeenCalledWith("row 3");
});
