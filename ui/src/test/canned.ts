import type { CommandName, Host, Request, Response } from "@/host/host";

/** Canned answers to some commands. A function may throw a refusal, or make the person wait. */
export type CannedAnswers = {
  [C in CommandName]?: Response<C> | ((request: Request<C>) => Response<C> | Promise<Response<C>>);
};

/** Canned answers to calls that are no commands. */
export type CannedCalls = Partial<Pick<Host, "status" | "repair" | "restore" | "signIn">>;

/** Answers some calls from a list, for answers that no directory gives on demand. All other calls pass through. */
export function canned(host: Host, answers: CannedAnswers, calls: CannedCalls = {}): Host {
  const act: Host["act"] = async (command, request) => {
    const answer = answers[command] as unknown;
    if (answer === undefined) return host.act(command, request);
    const response = typeof answer === "function" ? await answer(request) : structuredClone(answer);
    return { response, event: null, notes: [] };
  };
  return {
    ...host,
    ...calls,
    act,
    call: async (command, request) => (await act(command, request)).response,
  };
}
