// Preloaded into the server: when the process that started it is killed, the channel between them closes, and
// the server stops the same way as on SIGTERM instead of living on unseen.
process.channel?.unref();
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
