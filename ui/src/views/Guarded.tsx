import { Button } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { EmptyState } from "@/shared/EmptyState";
import { useRefusal } from "@/shared/me";
import { Screen } from "@/shared/Screen";
import type { Item, Tab } from "./screens";

/** Shows a tab to those who may see what it lists, and tells the others what they lack. */
export function Guarded({ item, tab, children }: { item: Item; tab: Tab; children: ReactNode }) {
  const { path, needs, refused, panes = [] } = tab;
  const navigate = useNavigate();
  const { open } = useSearch({ strict: false }) as { open?: string };
  const ask = useRefusal();
  const refusal = ask(needs);
  // To add or to inspect something can take less than to see the list.
  const allowed = panes.filter((pane) => ask(pane.command) === null);
  if (refusal === null || allowed.some((pane) => pane.open === open)) return children;
  return (
    <Screen title={item.title}>
      <EmptyState
        title={refused ?? item.title}
        action={allowed.map((pane) => (
          <Button key={pane.open} onClick={() => void navigate({ to: path, search: { open: pane.open } })}>
            {pane.label}
          </Button>
        ))}
      >
        {refusal}
      </EmptyState>
    </Screen>
  );
}
