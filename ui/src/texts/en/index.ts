import { common } from "./common";
import { jobs } from "./jobs";
import { permissions } from "./permissions";

/** All that the window says, in English: a file for each area. */
export const en = { common, jobs, permissions } as const;
