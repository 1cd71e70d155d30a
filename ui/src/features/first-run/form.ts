import type { UseFormReturnType } from "@mantine/form";
import type { ChosenKey } from "@/features/key/KeyChoice";
import type { TypedTwice } from "@/shared/NewSecret";

/** What the pages ask for, together. */
export interface FirstRunValues {
  team: string;
  key: ChosenKey;
  login: string;
  password: TypedTwice;
}

export type FirstRunForm = UseFormReturnType<FirstRunValues>;
