import nodemailer from 'nodemailer';

export interface Letter {
  to: string;
  subject: string;
  text: string;
}
export interface Mail {
  send(letter: Letter): Promise<void>;
}

/** Sends through the operator's own mail server (`SMTP_URL`). */
export const makeMail = (smtp: { url: string; from: string }): Mail => {
  const transport = nodemailer.createTransport(smtp.url);
  return { send: async (letter) => void (await transport.sendMail({ from: smtp.from, ...letter })) };
};

/** The letter with a link that signs one person in once, within a quarter of an hour. */
export const signInLinkMail = (to: string, link: string): Letter => ({
  to,
  subject: 'Logga in i Bystämma',
  text: `Hej!\n\nÖppna länken för att logga in. Den gäller i 15 minuter och bara en gång.\n\n${link}\n\nHar du inte bett om den kan du slänga det här brevet.\n`,
});
