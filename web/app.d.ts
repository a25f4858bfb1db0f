import type { Actor } from '../server/actor.ts';
import type { Services } from '../server/services.ts';
import type { Language } from '../shared/words/language.ts';

declare global {
  namespace App {
    interface Locals {
      services: Services;
      who: Actor;
      language: Language;
      address: string;
    }
    interface PageData {
      userName: string | null;
      demoNotice: string | null;
      language: Language;
    }
    interface Error {
      message: string;
      code?: string;
      /** Where what is missing can be done; told only to who may do it. */
      way?: { href: string; label: string };
    }
  }
}

export {};
