import { useNavigate } from "@tanstack/react-router";
import { useActions } from "@/shared/actions";
import { useRefusal } from "@/shared/me";
import { keysTo, screens } from "./screens";
import { useLookActions } from "./useLookActions";
import { useUndoLast } from "./useUndoLast";

/** What keys and palette do on every screen: go to another, undo, change the look. */
export function useFrameKeys() {
  const navigate = useNavigate();
  const refusal = useRefusal();
  const undoLast = useUndoLast();
  useActions([
    ...screens.map((screen) => ({
      id: `go ${screen.path}`,
      label: screen.title,
      group: "Go to",
      keys: keysTo(screen),
      refusal: refusal(screen.needs),
      run: () => void navigate({ to: screen.path }),
    })),
    {
      id: "undo",
      label: "Undo my last change",
      group: "Activity",
      keys: "mod+Z",
      refusal: refusal("undo.apply"),
      run: () => void undoLast(),
    },
  ]);
  useLookActions();
}
