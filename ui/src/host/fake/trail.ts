import type {
  AuditCheckResponse,
  AuditExportRequest,
  AuditExportResponse,
  AuditFilter,
  AuditHeadResponse,
  AuditListRequest,
  AuditListResponse,
  AuditPruneRequest,
  AuditPruneResponse,
  AuditRow,
  AuditTarget,
  AuditVerifyResponse,
  UndoPreview,
  UndoResponse,
} from "@/bindings/wire";
import { headAt, readHead } from "./head";
import { changedSince, photograph, type Records, revert, type Step, stepsBetween, targetOf } from "./records";
import { refuse } from "./refuse";

/** What an event says besides its number; the rest is as for something that was done and cannot be taken back. */
export type FakeEvent = Pick<AuditRow, "at" | "actor_name" | "command" | "detail"> & Partial<AuditRow>;

const PAGE = 100;
const DAY_MS = 86_400_000;
/** Younger events stay. */
const DAYS_MIN = 30;
const TARGETS_MAX = 20;

function overflow(targets: AuditTarget[]): number {
  return Math.max(0, targets.length - TARGETS_MAX);
}

function requireOld(days: number) {
  if (days < DAYS_MIN) refuse("rule_violated", `events stay for ${DAYS_MIN} days at least; nothing was removed`);
}

/** The trail of a made-up directory. */
export class FakeTrail {
  /** Where somebody has edited an event. */
  editedAt: number | null = null;
  private readonly rows: AuditRow[] = [];
  /** After how many days events go by themselves. */
  keptDays: number | null = null;
  /** The number of the first event that was not removed. */
  private first = 1;
  private readonly steps = new Map<number, Step[]>();

  constructor(private readonly records: () => Records) {}

  /** The number of the last event. */
  get last(): number {
    return this.rows.length;
  }

  add(event: FakeEvent, steps: Step[] = []): AuditRow {
    const row: AuditRow = {
      number: this.rows.length + 1,
      is_unreadable: false,
      via: "window",
      targets: steps.map((step) => targetOf(step, this.records().groups)),
      more_targets: 0,
      outcome: "done",
      code: null,
      times: 1,
      undoable: steps.length > 0,
      not_undoable_because: null,
      undone_by: null,
      undoes: null,
      ...event,
    };
    this.rows.push(row);
    if (row.undoable) this.steps.set(row.number, steps);
    return row;
  }

  /** Does something, and keeps what it changed. It names what it was `about` first, then what it changed besides. */
  record<T>(event: FakeEvent, about: AuditTarget[], work: () => T): T {
    const before = photograph(this.records());
    const result = work();
    const steps = stepsBetween(before, photograph(this.records()));
    const changed = steps.map((step) => targetOf(step, this.records().groups));
    const named = about.map((target) => changed.find(({ id }) => id === target.id) ?? target);
    const targets = [...named, ...changed.filter((target) => !named.includes(target))];
    this.add({ ...event, targets: targets.slice(0, TARGETS_MAX), more_targets: overflow(targets) }, steps);
    return result;
  }

  list({ filter, before, limit }: AuditListRequest): AuditListResponse {
    const older = this.kept.filter((row) => row.number < (before ?? Number.POSITIVE_INFINITY)).reverse();
    const rows = older.filter((row) => matches(row, filter)).slice(0, limit ?? PAGE);
    const last = rows.at(-1);
    const hasMore = last !== undefined && older.some((row) => row.number < last.number && matches(row, filter));
    return {
      rows,
      next: hasMore ? last.number : null,
      scanned: older.length,
      first: this.first,
      last: this.rows.length,
    };
  }

  verify(): AuditVerifyResponse {
    const finding = this.editedAt && {
      number: this.editedAt,
      fault: "edited" as const,
      what: `event ${this.editedAt} is not what was written`,
    };
    return {
      is_intact: !finding,
      events: this.editedAt ?? this.kept.length,
      first: this.first,
      last: this.rows.length,
      finding: finding || null,
    };
  }

  head(): AuditHeadResponse {
    return { number: this.rows.length, code: headAt(this.rows.length), at: new Date().toISOString() };
  }

  check(code: string): AuditCheckResponse {
    const { number, holds } = readHead(code);
    if (number > this.last) {
      const what = `the trail ends at event ${this.last}: events up to ${number} are missing`;
      return { holds: false, number, what };
    }
    return {
      holds,
      number,
      what: holds
        ? `nothing up to event ${number} was changed`
        : `the trail up to event ${number} fits together, but is not the one that this code was told at`,
    };
  }

  export({ path, filter }: AuditExportRequest): AuditExportResponse {
    if (path && !path.startsWith("/")) {
      refuse("target_unwritable", `${path} is not an absolute path; nothing was written`, "start it with a slash");
    }
    const events = this.kept.filter((row) => matches(row, filter ?? {})).length;
    return { path: path ?? null, contents: path ? null : "", events, bytes: events * 310, next: null };
  }

  keep(days: number | null): number | null {
    if (days !== null) requireOld(days);
    this.keptDays = days;
    return days;
  }

  prune({ older_than_days }: AuditPruneRequest): AuditPruneResponse {
    requireOld(older_than_days);
    const cutoff = new Date(Date.now() - older_than_days * DAY_MS).toISOString();
    const before = this.first;
    // The last one always stays.
    this.first = this.kept.find((row) => row.at >= cutoff)?.number ?? this.last;
    const pruned = this.first - before;
    return { pruned, first: this.first, code: pruned > 0 ? headAt(this.first - 1) : null };
  }

  private get kept(): AuditRow[] {
    return this.rows.slice(this.first - 1);
  }

  preview(actor: string, number: number | null | undefined): UndoPreview {
    const row = this.wanted(actor, number);
    const steps = this.steps.get(row.number) ?? [];
    const whyNot = this.whyNot(row, steps);
    const inverse = steps.map((step) => ({ ...step, before: step.after, after: step.before }));
    return {
      event: row.number,
      command: row.command,
      at: row.at,
      actor_name: row.actor_name,
      detail: row.detail,
      is_possible: whyNot === null,
      why_not: whyNot && `event ${row.number} cannot be undone: ${whyNot}`,
      hint: whyNot && "change it by hand",
      changes: whyNot ? [] : inverse.map((step) => targetOf(step, this.records().groups)),
      notes: row.command === "user.disable" ? ["what was signed in then stays signed out"] : [],
    };
  }

  undo(actor: string, number: number | null | undefined): UndoResponse {
    const preview = this.preview(actor, number);
    if (!preview.is_possible) refuse("conflict", preview.why_not ?? "", preview.hint ?? undefined);
    const row = this.wanted(actor, preview.event);
    const before = photograph(this.records());
    for (const step of this.steps.get(row.number) ?? []) revert(this.records(), step);
    const undoing = this.add(
      {
        at: new Date().toISOString(),
        actor_name: actor,
        command: "undo.apply",
        detail: `took back event ${row.number}, ${row.command}: ${row.detail}`,
        undoes: row.number,
      },
      stepsBetween(before, photograph(this.records())),
    );
    row.undoable = false;
    row.undone_by = undoing.number;
    row.not_undoable_because = `event ${undoing.number} took it back already`;
    return { event: row.number, detail: row.detail, changes: undoing.targets, notes: preview.notes };
  }

  private whyNot(row: AuditRow, steps: Step[]): string | null {
    if (!row.undoable) return row.not_undoable_because ?? "it changed nothing that could be put back";
    for (const step of steps) {
      const field = changedSince(this.records(), step);
      if (field) return `${field} of ${targetOf(step, this.records().groups).name} was changed since`;
    }
    return null;
  }

  private wanted(actor: string, number: number | null | undefined): AuditRow {
    const row = number
      ? this.kept.find((row) => row.number === number)
      : this.rows.findLast((row) => row.actor_name === actor && row.undoable && !row.undoes);
    return row ?? refuse("not_found", number ? `there is no event \`${number}\`` : "there is no change of yours");
  }
}

function matches(row: AuditRow, { actor, target, command, outcome, from, to, text }: AuditFilter): boolean {
  const is = (name: string, wanted: string) => name.toLowerCase() === wanted.toLowerCase();
  const texts = [row.command, row.actor_name, row.detail, ...row.targets.flatMap(({ name, id }) => [name, id])];
  return (
    (!actor || (actor === "nobody" ? row.actor_name === "" : is(row.actor_name, actor))) &&
    (!target || row.targets.some(({ id, name }) => id === target || is(name, target))) &&
    (!command || row.command.startsWith(command)) &&
    (!outcome || row.outcome === outcome) &&
    (!from || row.at >= from) &&
    (!to || row.at < to) &&
    (!text || texts.join("\n").toLowerCase().includes(text.toLowerCase()))
  );
}
