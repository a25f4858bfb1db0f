import type { Db } from '../../db/connect.ts';
import { refuse } from '../../shared/domain/problem.ts';
import type { Body } from '../../shared/wire/up.ts';
import {
  insertMunicipality,
  insertPlace,
  municipalityByCode,
  placeIn,
  placesOf,
  renameMunicipality,
  updatePlace,
} from '../store/meetings.ts';
import { done, type Carried, type Context } from './context.ts';

export const addMunicipality = async (ctx: Context, body: Body<'municipality.add'>): Carried => {
  if (await municipalityByCode(ctx.tx, body.code)) return refuse('already_taken', 'code');
  await insertMunicipality(ctx.tx, { ...body, createdAt: ctx.now });
  return done({ result: { code: body.code } });
};

export const reviseMunicipality = async (ctx: Context, { name }: Body<'municipality.revise'>): Carried => {
  const code = ctx.municipalityCode ?? '';
  if (!(await municipalityByCode(ctx.tx, code))) return refuse('not_found');
  await renameMunicipality(ctx.tx, code, name);
  return done({ result: { code } });
};

export const addPlace = async (ctx: Context, body: Body<'place.add'>): Carried => {
  const { placeId, ...place } = body;
  const municipalityCode = ctx.municipalityCode ?? '';
  if (await namesake(ctx.tx, municipalityCode, place.name)) return refuse('already_taken', 'name');
  const added = await insertPlace(ctx.tx, { ...place, id: placeId, municipalityCode, createdAt: ctx.now });
  return added ? done({ result: { placeId } }) : refuse('already_taken', 'placeId');
};

/** A village that is spelt wrong would stand so on every wall and in every plan for years. */
export const revisePlace = async (ctx: Context, body: Body<'place.revise'>): Carried => {
  const { placeId, ...change } = body;
  const municipalityCode = ctx.municipalityCode ?? '';
  if (!(await placeIn(ctx.tx, municipalityCode, placeId))) return refuse('not_found', 'placeId');
  const other = change.name && (await namesake(ctx.tx, municipalityCode, change.name));
  if (other && other.id !== placeId) return refuse('already_taken', 'name');
  await updatePlace(ctx.tx, placeId, change);
  return done({ result: { placeId } });
};

/** The place that is called so already. People who type in a hurry mean the same village by "lövbruket" and "Lövbruket". */
const namesake = async (tx: Db, municipalityCode: string, name: string) =>
  (await placesOf(tx, municipalityCode)).find((place) => spoken(place.name) === spoken(name));
const spoken = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').toLocaleLowerCase('sv');
