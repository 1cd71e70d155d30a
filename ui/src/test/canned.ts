import { RECORD_KINDS } from "@/bindings/commands";
import type { CommandName, Host, Request, Response } from "@/host/host";

/** What is answered to some commands. A function may throw a refusal, or make the person wait. */
export type CannedAnswers = {
  [C in CommandName]?: Response<C> | ((request: Request<C>) => Response<C> | Promise<Response<C>>);
};

/** What is answered otherwise than by commands. */
export type CannedCalls = Partial<Pick<Host, "status" | "repair" | "restore" | "signIn">>;

/** Answers some calls with what it was given, for answers that no directory gives when told to. The others go on. */
export function canned(host: Host, answers: CannedAnswers, calls: CannedCalls = {}): Host {
  const act: Host["act"] = async (command, request) => {
    const answer = answers[command] as unknown;
    if (answer === undefined) return host.act(command, request);
    const response = typeof answer === "function" ? await answer(request) : structuredClone(answer);
    // Nobody knows what it stands for.
    return { response, event: null, touched: [...RECORD_KINDS], notes: [] };
  };
  return {
    ...host,
    ...calls,
    act,
    call: async (command, request) => (await act(command, request)).response,
  };
}
