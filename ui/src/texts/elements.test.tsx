import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { Trans } from ".";

it("takes what is filled in as text, whatever it looks like", () => {
  const { container } = render(
    <Trans
      i18nKey="shared.edit.overtaken"
      values={{ now: "<b>Ada</b> & <i>co", typed: "$t(common.undo)" }}
      components={{ b: <b /> }}
    />,
  );
  expect(container.textContent).toBe("Changed meanwhile to <b>Ada</b> & <i>co; you typed $t(common.undo).");
  expect([...container.querySelectorAll("b")].map((bold) => bold.textContent)).toEqual([
    "<b>Ada</b> & <i>co",
    "$t(common.undo)",
  ]);
});
