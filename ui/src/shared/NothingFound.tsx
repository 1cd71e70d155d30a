import { Button } from "@mantine/core";
import { EmptyState } from "./EmptyState";

/** In place of a list that the filter has emptied. */
export function NothingFound({ filter, onClear }: { filter: string; onClear(): void }) {
  return (
    <EmptyState title="Nothing found" action={<Button onClick={onClear}>Clear filter</Button>}>
      Nothing here matches{" "}
      <bdi className="mono" dir="auto">
        {filter.trim()}
      </bdi>
      .
    </EmptyState>
  );
}
