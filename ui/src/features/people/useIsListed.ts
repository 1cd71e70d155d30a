import type { UserRow } from "@/bindings/wire";
import { useCommand } from "@/shared/query";

/** The most rows in one answer. */
const PAGE_MAX = 1000;

/** Whether a person is among those that the filter finds; also `true` while nobody knows. */
export function useIsListed(user: UserRow | undefined, filter: string): boolean {
  const { data } = useCommand(
    "user.list",
    {
      filter: `${filter} "${user?.login ?? ""}"`.trim(),
      sort: "login",
      descending: false,
      page: { offset: 0, limit: PAGE_MAX },
    },
    user !== undefined,
  );
  if (!user || !data || data.matched > data.rows.length) return true;
  return data.rows.some((row) => row.id === user.id);
}
