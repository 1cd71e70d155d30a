import type { CommandError, KeyLocation } from "@/bindings/wire";
import type { Host } from "./host";

/** The state in which the window opens; without people there is no directory yet. */
export interface Scenario {
  people?: number;
  /** The state of the keychain. */
  keychain?: "open" | "locked" | "empty" | "absent";
  /** The place of the key; the keychain by default. */
  key?: KeyLocation;
  damage?: "journal" | "key_file";
  /** The person who is signed in. */
  as?: string;
}

/** A change to the machine under the directory. */
export interface Turn {
  /** Moves its clock forward or back. */
  clock_secs?: number;
  /** Lets time pass. */
  passed_secs?: number;
  /** Ends the program and starts it again. */
  restart?: boolean;
  keychain?: Scenario["keychain"];
  damage?: Scenario["damage"];
  /** Holds jobs at their next step, or lets them go on. */
  hold_jobs?: boolean;
}

interface Opened {
  id: number;
  home: string;
  files: string;
}

/** Which kinds of records were touched, each with the number of the last commit that did. */
type Touches = Record<string, number>;
type Answer = { answer?: unknown; error?: CommandError; touches: Touches | null };

/** Uses a separate process, `portreeve-ui-host`, for tests and for work on the design. */
export class HttpHost implements Host {
  /**
   * The next answer of the file dialogs. The folder dialog and the save dialog answer with the directory's own folder.
   */
  pickedFile: string | null;
  private touches: Touches | null = null;
  private readonly listeners = new Set<(kinds: readonly string[]) => void>();

  private constructor(
    private readonly address: string,
    private readonly opened: Opened,
  ) {
    this.pickedFile = `${opened.files}/dump.json`;
  }

  /** Has a directory made. */
  static async open(address: string, scenario: Scenario): Promise<HttpHost> {
    const { answer } = await post(`${address}/new`, scenario);
    return new HttpHost(address, answer as Opened);
  }

  /** A folder for exported files, and for files to import. */
  get files(): string {
    return this.opened.files;
  }

  /** The folder of the directory itself. */
  get home(): string {
    return this.opened.home;
  }

  /** Changes the machine under the directory. */
  async turn(turn: Turn): Promise<void> {
    await post(`${this.address}/turn`, { id: this.opened.id, ...turn });
  }

  async close(): Promise<void> {
    await post(`${this.address}/close`, { id: this.opened.id }, { keepalive: true });
  }

  private async post<T>(call: string, request: unknown): Promise<T> {
    const { answer, touches } = await post(`${this.address}/call`, { id: this.opened.id, call, request });
    const before = this.touches;
    this.touches = touches;
    const kinds = before ? Object.keys(touches ?? {}).filter((kind) => touches?.[kind] !== before[kind]) : [];
    if (kinds.length > 0) for (const listener of this.listeners) listener(kinds);
    return answer as T;
  }

  ask: Host["ask"] = (call, request) => this.post(call, request);
  act: Host["act"] = (command, request) => this.post("call", { command, request });
  call: Host["call"] = async (command, request) => (await this.act(command, request)).response;
  pickOpenFile = async () => this.pickedFile;
  pickSaveFile = async (suggestedName: string) => `${this.files}/${suggestedName}`;
  pickFolder = async () => this.files;

  onChanged: Host["onChanged"] = (listener) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
}

async function post(url: string, body: unknown, how: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body), ...how });
  const answer: Answer = await response.json();
  if (answer.error) throw answer.error;
  return answer;
}

/** `?people=100000&as=ada`, `?people=none&keychain=absent`, `?key=passphrase_file&damage=key_file&as=none` */
export function scenarioFromUrl(search: string): Scenario {
  const asked = Object.fromEntries(new URLSearchParams(search));
  const { people = "60", as = people === "none" || asked.damage ? "none" : "root", ...rest } = asked;
  return {
    ...(rest as Scenario),
    ...(people === "none" ? {} : { people: Number(people) }),
    ...(as === "none" ? {} : { as }),
  };
}
