import { locale } from "@/texts/language";

const NUMBER = new Intl.NumberFormat(locale);

export function figure(amount: number): string {
  return NUMBER.format(amount);
}

/** "1 person", "1,204 people". */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${figure(amount)} ${amount === 1 ? one : many}`;
}
