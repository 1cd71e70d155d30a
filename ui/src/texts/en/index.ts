import { common } from "./common";
import { frame } from "./frame";
import { overview } from "./overview";
import { permissions } from "./permissions";
import { settings } from "./settings";
import { shared } from "./shared";
import { views } from "./views";

/** All that the window says, in English: a file for each area. */
export const en = {
  common,
  frame,
  overview,
  permissions,
  settings,
  shared,
  views,
} as const;
