import { useNavigate } from "@tanstack/react-router";
import type { Action } from "@/shared/actions";
import { useRefusal } from "@/shared/me";
import { useCommand } from "@/shared/query";
import { wordScore } from "@/shared/wordMatch";
import { t } from "@/texts";

/** From so many letters on, people are looked for. */
const LETTERS_MIN = 2;
const PEOPLE_MAX = 8;

/** People, groups and apps that what was typed names: running one opens it. */
export function useThings(typed: string, isOpen: boolean): Action[] {
  const navigate = useNavigate();
  const ask = useRefusal();
  const words = typed.trim();
  const isLooking = isOpen && words.length >= LETTERS_MIN;
  // What looks like a term of the filter language is no name.
  const asksPeople = isLooking && !/[:"]/.test(words) && ask("user.list") === null;
  const { data: people } = useCommand(
    "user.list",
    { filter: words, sort: "name", descending: false, page: { offset: 0, limit: PEOPLE_MAX } },
    asksPeople,
  );
  const { data: groups } = useCommand("group.list", {}, isLooking && ask("group.list") === null);
  const { data: apps } = useCommand("client.list", {}, isLooking && ask("client.list") === null);
  if (!isLooking) return [];
  const isNamed = ({ name }: { name: string }) => wordScore(words, name) > 0;
  return [
    ...(asksPeople ? (people?.rows ?? []) : []).map(({ id, display_name, login }) => ({
      id: `person ${id}`,
      label: display_name === login ? login : t("frame.palette.person", { name: display_name, username: login }),
      group: t("frame.item.people"),
      run: () => void navigate({ to: "/people", search: { open: id } }),
    })),
    ...(groups?.groups ?? []).filter(isNamed).map(({ id, name }) => ({
      id: `group ${id}`,
      label: name,
      group: t("frame.item.groups"),
      run: () => void navigate({ to: "/groups", search: { open: id } }),
    })),
    ...(apps?.clients ?? []).filter(isNamed).map(({ id, name }) => ({
      id: `app ${id}`,
      label: name,
      group: t("frame.item.apps"),
      run: () => void navigate({ to: "/apps/all/$client", params: { client: id } }),
    })),
  ];
}
