import { useMemo } from "react";
import type { UserListRequest } from "@/bindings/wire";
import { useHost } from "@/host/context";
import type { GridMarks } from "@/shared/grid/column";
import { useLayer } from "@/shared/layers";
import { usePlace } from "@/shared/place";

/** The most rows in one answer. */
const PAGE_MAX = 1000;

const NOBODY: ReadonlySet<string> = new Set();

/** Marked people, by identifier: they stay marked when the filter changes. */
export function useMarks(question: Omit<UserListRequest, "page">, matched: number) {
  const host = useHost();
  const [ids, setIds] = usePlace("people.marks", NOBODY);

  async function idsBetween(from: number, to: number): Promise<string[]> {
    const found: string[] = [];
    for (let offset = from; offset <= to; offset += PAGE_MAX) {
      const limit = Math.min(PAGE_MAX, to - offset + 1);
      const { rows } = await host.call("user.list", { ...question, page: { offset, limit } });
      found.push(...rows.map((row) => row.id));
    }
    return found;
  }

  const isAll = matched > 0 && ids.size === matched;
  const marks: GridMarks = {
    ids,
    isAll,
    toggle: async (index) => {
      const [id] = await idsBetween(index, index);
      if (id === undefined) return;
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      setIds(next);
    },
    extend: async (from, to) => {
      const between = await idsBetween(Math.min(from, to), Math.max(from, to));
      setIds(new Set([...ids, ...between]));
    },
    toggleAll: async () => setIds(isAll ? NOBODY : new Set(await idsBetween(0, matched - 1))),
  };
  const clear = () => setIds(NOBODY);
  useLayer(ids.size > 0, clear, { isGround: true });
  return { marks, clear, list: useMemo(() => [...ids], [ids]) };
}
