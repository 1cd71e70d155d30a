import { expect, it } from "vitest";
import { beyondTitle, fullSentence, sentence } from "./sentence";

it("begins large, but leaves names, paths and commands alone", () => {
  expect(sentence("the disk is full")).toBe("The disk is full");
  expect(sentence("snapshot-9 is damaged")).toBe("snapshot-9 is damaged");
  expect(sentence("`portreeve backup FILE` makes one")).toBe("`portreeve backup FILE` makes one");
  expect(sentence("/home/you/a.txt: no such file")).toBe("/home/you/a.txt: no such file");
});

it("leaves a person's name as it is, and knows what is none", () => {
  expect(sentence("root is the only active superuser")).toBe("root is the only active superuser");
  expect(sentence("ada2 cannot sign in")).toBe("ada2 cannot sign in");
  expect(sentence("nothing was changed")).toBe("Nothing was changed");
  expect(sentence("there is no such account")).toBe("There is no such account");
  expect(sentence("try again, or sign out")).toBe("Try again, or sign out");
});

it("ends with one full stop", () => {
  expect(fullSentence("free some space")).toBe("Free some space.");
  expect(fullSentence("Try again.")).toBe("Try again.");
  expect(fullSentence("run `portreeve doctor`")).toBe("Run `portreeve doctor`.");
});

it("says nothing twice", () => {
  expect(beyondTitle("The disk is full", "the disk is full; your change was not saved")).toBe(
    "your change was not saved",
  );
  expect(beyondTitle("Wrong passphrase", "the passphrase is wrong")).toBe("");
  expect(beyondTitle("The keychain is locked", "the OS keychain is locked")).toBe("");
  expect(beyondTitle("The disk failed", "the disk refused: it is gone")).toBe("the disk refused: it is gone");
});
