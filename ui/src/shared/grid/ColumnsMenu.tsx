import { ActionIcon, Button, Popover } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconColumns3, IconMinus, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { t } from "@/texts";
import { useLayer } from "../layers";
import classes from "./ColumnsMenu.module.css";
import type { GridColumn } from "./column";
import grid from "./Grid.module.css";
import type { ChosenColumns } from "./useColumnChoice";

/** How much wider or narrower one press makes a column. */
const STEP = 16;

interface ColumnsMenuProps<R extends object> {
  columns: readonly GridColumn<R>[];
  chosen: ChosenColumns;
  /** The width of a column on screen; `null` if it is not there. */
  widthOf(id: string): number | null;
}

/** Which columns a list has, in which order and how wide. It stands at the end of the list's head. */
export function ColumnsMenu<R extends object>({ columns, chosen, widthOf }: ColumnsMenuProps<R>) {
  const [isOpen, setOpen] = useState(false);
  useLayer(isOpen, () => setOpen(false), { givesBack: true });
  const first = columns[0]?.id;
  const ordered = chosen.order.flatMap((id) => columns.filter((column) => column.id === id));

  function resize(id: string, by: number) {
    const width = chosen.choice.widths[id] ?? widthOf(id);
    if (width !== null) chosen.size(id, width + by);
  }

  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <ActionIcon
          className={classes.button}
          size={22}
          aria-label={t("shared.grid.columns")}
          title={t("shared.grid.columns")}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <IconColumns3 size={14} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t("shared.grid.columns")}>
        <ul className={classes.columns}>
          {ordered.map(({ id, header }, index) => {
            const isShown = chosen.visibility[id] === true;
            return (
              <li key={id} className={classes.column}>
                <label className={`${classes.name} ${grid.mark}`}>
                  <input
                    type="checkbox"
                    checked={isShown}
                    // A list without names says nothing.
                    disabled={id === first}
                    onChange={(event) => chosen.show(id, event.currentTarget.checked)}
                  />
                  {header}
                </label>
                <ActionIcon
                  size={22}
                  aria-label={t("shared.grid.to_left", { column: header })}
                  disabled={index === 0}
                  onClick={() => chosen.move(id, -1)}
                >
                  <IconArrowUp size={14} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  size={22}
                  aria-label={t("shared.grid.to_right", { column: header })}
                  disabled={index === ordered.length - 1}
                  onClick={() => chosen.move(id, 1)}
                >
                  <IconArrowDown size={14} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  size={22}
                  aria-label={t("shared.grid.narrower", { column: header })}
                  disabled={!isShown}
                  onClick={() => resize(id, -STEP)}
                >
                  <IconMinus size={14} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  size={22}
                  aria-label={t("shared.grid.wider", { column: header })}
                  disabled={!isShown}
                  onClick={() => resize(id, STEP)}
                >
                  <IconPlus size={14} aria-hidden />
                </ActionIcon>
              </li>
            );
          })}
        </ul>
        <Button variant="subtle" size="compact-sm" onClick={chosen.reset}>
          {t("shared.grid.reset")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
