import type { UseFormReturnType } from "@mantine/form";
import type { ChosenKey } from "@/features/key/KeyChoice";

/** What the pages ask for, together. */
export interface FirstRunValues {
  team: string;
  key: ChosenKey;
  login: string;
  password: string;
}

export type FirstRunForm = UseFormReturnType<FirstRunValues>;
