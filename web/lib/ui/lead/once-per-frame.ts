/** A burst of changes is one redraw; a page that is not looked at has no frames and is read four times a second. */
export const oncePerFrame = (act: () => void): (() => void) => {
  let planned = false;
  const go = (): void => {
    planned = false;
    act();
  };
  return () => {
    if (planned) return;
    planned = true;
    if (document.hidden) setTimeout(go, 250);
    else requestAnimationFrame(go);
  };
};
