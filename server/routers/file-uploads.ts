import {
  IncomingFile,
  LoadRequest,
  ReadAgainRequest,
  UploadId,
  UploadListRequest,
  UploadListResponse,
  UploadResponse,
} from "../contracts/file-uploads.ts";
import { DoneResponse } from "../contracts/kpis.ts";
import { manageProcedure, readProcedure, router } from "../trpc.ts";

const ONE = "/v1/uploads/:upload_id";

export const fileUploads = router({
  /** Over HTTP: `POST /v1/sources/{source_id}/files`, a form with the file in it. */
  receive: manageProcedure
    .input(IncomingFile)
    .output(UploadResponse)
    .mutation(async ({ ctx, input }) => {
      const upload = await ctx.fileUploads.receive(input.source_id, input.file_name, input.chunks);
      return { success: true, message: "File uploaded successfully", upload };
    }),

  list: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/sources/:source_id/files",
        summary: "List the files that were uploaded to a source",
        description:
          "The newest first; at most 200 of those that are a table already. What was found in a file is in the answer of `GET /v1/uploads/{upload_id}`.",
      },
    })
    .input(UploadListRequest)
    .output(UploadListResponse)
    .query(async ({ ctx, input }) => {
      const uploads = await ctx.fileUploads.list(input);
      return { success: true, uploads, count: uploads.length };
    }),

  get: readProcedure
    .meta({ rest: { method: "GET", path: ONE, summary: "Get an uploaded file, and how far its loading is" } })
    .input(UploadId)
    .output(UploadResponse)
    .query(async ({ ctx, input }) => {
      const upload = await ctx.fileUploads.get(input.upload_id);
      return { success: true, message: upload.message ?? `The file is ${upload.status}`, upload };
    }),

  readAgain: manageProcedure
    .meta({
      rest: {
        method: "PUT",
        path: ONE,
        summary: "Look into an uploaded file again, read in another way",
        description: "What is left out is as it is found in the file. For administrators.",
      },
    })
    .input(ReadAgainRequest)
    .output(UploadResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "File read again successfully",
      upload: await ctx.fileUploads.readAgain(input),
    })),

  load: manageProcedure
    .meta({
      rest: {
        method: "POST",
        path: `${ONE}/load`,
        summary: "Load an uploaded file into its table",
        description:
          "In the background; ask for the upload to see how far it is. A table of that name is replaced, whole or not at all. For administrators.",
      },
    })
    .input(LoadRequest)
    .output(UploadResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "The file is being loaded",
      upload: await ctx.fileUploads.load(input),
    })),

  cancel: manageProcedure
    .meta({ rest: { method: "POST", path: `${ONE}/cancel`, summary: "End the loading of a file" } })
    .input(UploadId)
    .output(UploadResponse)
    .mutation(async ({ ctx, input }) => {
      const upload = await ctx.fileUploads.cancel(input.upload_id);
      return { success: true, message: upload.message ?? `The file is ${upload.status}`, upload };
    }),

  discard: manageProcedure
    .meta({
      rest: {
        method: "DELETE",
        path: ONE,
        summary: "Drop an uploaded file",
        description: "A table that it became stays. For administrators.",
      },
    })
    .input(UploadId)
    .output(DoneResponse)
    .mutation(async ({ ctx, input }) => {
      await ctx.fileUploads.discard(input.upload_id);
      return { success: true, message: "Upload deleted successfully" };
    }),
});
