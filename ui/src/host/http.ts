import type { CommandError, KeyLocation } from "@/bindings/wire";
import type { Host } from "./host";

/** How things are when the window opens; without people there is no directory yet. */
export interface Scenario {
  people?: number;
  /** In what condition the keychain is. */
  keychain?: "open" | "locked" | "empty" | "absent";
  /** Where the key is: in the keychain, if that is not said. */
  key?: KeyLocation;
  damage?: "journal" | "key_file";
  /** Who is signed in. */
  as?: string;
}

/** What happens to the machine under the directory. */
export interface Turn {
  /** Somebody sets its clock on, or back. */
  clock_secs?: number;
  /** Time passes. */
  passed_secs?: number;
  /** The program ends, and is started again. */
  restart?: boolean;
  keychain?: Scenario["keychain"];
  damage?: Scenario["damage"];
}

interface Opened {
  id: number;
  home: string;
  files: string;
}

type Answer = { answer?: unknown; error?: CommandError; revision: number | null };

/** A process of its own behind the window, `portreeve-ui-host`: for tests, and for work on the looks. */
export class HttpHost implements Host {
  /** What the file dialogs answer next; the folder, and the folder that files are saved in, are the directory's own. */
  pickedFile: string | null;
  private revision: number | null = null;
  private readonly listeners = new Set<() => void>();

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

  /** A folder for what is exported, and with what may be imported. */
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
    const { answer, revision } = await post(`${this.address}/call`, { id: this.opened.id, call, request });
    const hasChanged = this.revision !== null && revision !== this.revision;
    this.revision = revision;
    if (hasChanged) for (const listener of this.listeners) listener();
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
