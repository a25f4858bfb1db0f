import { error } from '@sveltejs/kit';
import { forPage } from '$lib/server/for-page.ts';
import { viewOrError } from '$lib/server/run-form.ts';
import { saidAbout } from '$lib/ui/outcome/said-about.ts';
import { groupOf, isServiceCode, serviceGroups } from '$shared/domain/service-type.ts';
import type { MunicipalityView, Outcome } from '$shared/wire/views.ts';
import { sentenceFor } from '$shared/words/problems.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { services, who, language } = event.locals;
  const { code, service } = event.params;
  const isGroup = serviceGroups.some((g) => g.code === service);
  if (!isGroup && !isServiceCode(service))
    error(404, { message: sentenceFor({ code: 'not_found' }, language) });
  const { view, outcomes } = viewOrError(event, await services.views.villages(who, code));
  return {
    service,
    municipality: { code, name: view.name },
    places: forPage(event, placesOf(view, outcomes, service)),
    absent: absentFrom(view, outcomes, service),
    parts: isGroup ? view.needs.filter((n) => groupOf(n.code)?.code === service).map((n) => n.code) : [],
    group: isGroup ? null : (groupOf(service)?.code ?? null),
  };
};

/** Place by place what was said, with the people behind it; most behind first. */
const placesOf = (view: MunicipalityView, outcomes: readonly Outcome[], service: string) => {
  const said = saidAbout(outcomes, service);
  const figures = figuresOf(view, service);
  return view.places
    .map(({ id, name }) => ({
      id,
      name,
      said: said.filter((s) => s.outcome.meeting.placeId === id),
      people: figures.get(id)?.people ?? 0,
      dotGivers: figures.get(id)?.dotGivers ?? 0,
      inTopFive: figures.get(id)?.inTopFive ?? false,
    }))
    .filter((p) => p.said.length > 0)
    .sort((a, b) => b.people / (b.dotGivers || 1) - a.people / (a.dotGivers || 1));
};

/** A code has its need, a group its row of the heat picture. */
const figuresOf = (view: MunicipalityView, service: string) => {
  const need = view.needs.find((n) => n.code === service);
  const row = view.heat.find((r) => r.group === service);
  const cells = row?.cells.map((cell) => ({ ...cell, inTopFive: false })) ?? [];
  return new Map((need?.places ?? cells).map((figure) => [figure.placeId, figure] as const));
};

/** Only where notes were written can something not have come up. */
const absentFrom = (view: MunicipalityView, outcomes: readonly Outcome[], service: string) => {
  const spoke = new Set(saidAbout(outcomes, service).map((s) => s.outcome.meeting.placeId));
  return view.places.filter((p) => p.notes > 0 && !spoke.has(p.id)).map(({ id, name }) => ({ id, name }));
};
