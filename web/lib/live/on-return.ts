/**
 * A phone that slept, or came out of a tunnel, should not wait for the next planned try. Calls `back` when the
 * page is seen again or the network returns, `gone` when the browser says the network went. Returns how to stop.
 */
export const onReturn = (back: () => void, gone: () => void = () => undefined): (() => void) => {
  const seen = () => {
    if (document.visibilityState === 'visible') back();
  };
  addEventListener('online', back);
  addEventListener('offline', gone);
  document.addEventListener('visibilitychange', seen);
  return () => {
    removeEventListener('online', back);
    removeEventListener('offline', gone);
    document.removeEventListener('visibilitychange', seen);
  };
};
