import { useMemo } from "react";
import type { UserListRequest, UserSelection } from "@/bindings/wire";
import { useHost } from "@/host/context";
import type { GridMarks } from "@/shared/grid/column";
import { usePlace } from "@/shared/place";

/** The most rows in one answer. */
const PAGE_MAX = 1000;

const NOBODY: ReadonlySet<string> = new Set();

/** Selected people: these, or all whom a filter matches. */
export interface Selection {
  whom: UserSelection;
  size: number;
}

/**
 * Marked people, by identifier: they stay marked when the filter changes. All whom the filter matches are marked by the
 * filter, without their identifiers, as long as that filter stands.
 */
export function useMarks(question: Omit<UserListRequest, "page">, matched: number) {
  const host = useHost();
  const [ids, setIds] = usePlace("people.marks", NOBODY);
  const [all, setAll] = usePlace<string | null>("people.allMarked", null);
  const isAll = all === question.filter && matched > 0;

  async function idsBetween(from: number, to: number): Promise<string[]> {
    const found: string[] = [];
    for (let offset = from; offset <= to; offset += PAGE_MAX) {
      const limit = Math.min(PAGE_MAX, to - offset + 1);
      const { rows } = await host.call("user.list", { ...question, page: { offset, limit } });
      found.push(...rows.map((row) => row.id));
    }
    return found;
  }

  /** The marked ones, each by their identifier. */
  const each = async () => (isAll ? new Set(await idsBetween(0, matched - 1)) : new Set(ids));

  function mark(marked: ReadonlySet<string>) {
    setAll(null);
    setIds(marked);
  }

  const marks: GridMarks = {
    ids: isAll ? everyone(matched) : ids,
    isAll,
    toggle: async (index) => {
      const [id] = await idsBetween(index, index);
      if (id === undefined) return;
      const next = await each();
      if (!next.delete(id)) next.add(id);
      mark(next);
    },
    extend: async (from, to) => {
      const between = await idsBetween(Math.min(from, to), Math.max(from, to));
      mark(new Set([...(await each()), ...between]));
    },
    toggleAll: () => {
      setIds(NOBODY);
      setAll(isAll ? null : question.filter);
    },
  };
  const selection = useMemo<Selection>(
    () =>
      isAll ? { whom: { filter: question.filter }, size: matched } : { whom: { users: [...ids] }, size: ids.size },
    [isAll, question.filter, matched, ids],
  );
  return { marks, clear: () => mark(NOBODY), selection };
}

/** A set in which every row is. */
function everyone(size: number): GridMarks["ids"] {
  return { size, has: () => true };
}
