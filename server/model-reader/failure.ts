/**
 * Why a question to the model failed, to continue "it ...". Never a word of what the endpoint wrote: its message may
 * repeat the key or whatever it was told to write.
 */
export async function failureText(error: unknown): Promise<string> {
  const { APICallError, NoObjectGeneratedError, NoOutputGeneratedError, RetryError } = await import("ai");
  if (RetryError.isInstance(error)) return failureText(error.lastError);
  if (NoObjectGeneratedError.isInstance(error) || NoOutputGeneratedError.isInstance(error))
    return "its answer does not have the form that was asked for";
  if (!APICallError.isInstance(error)) return "its answer could not be read";
  const { statusCode } = error;
  if (statusCode === undefined) return "its endpoint could not be reached";
  if (statusCode < 400) return "its answer was cut short or is not what such an endpoint answers";
  return `its endpoint answered with status ${statusCode}`;
}
