import { common } from "./common";
import { permissions } from "./permissions";

/** All that the window says, in English: a file for each area. */
export const en = { common, permissions } as const;
