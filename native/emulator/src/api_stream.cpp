// The driver's functions of streams, events, captures and graphs.
#include <set>

#include "errors.h"
#include "memory.h"
#include "stream.h"

using namespace emulator;

namespace {

std::set<Event *> events;
std::set<Graph *> graphs;

Event *eventOf(void *handle) {
  Event *event = static_cast<Event *>(handle);
  return events.count(event) > 0 ? event : nullptr;
}

Graph *graphOf(void *handle) {
  Graph *graph = static_cast<Graph *>(handle);
  return graphs.count(graph) > 0 ? graph : nullptr;
}

int destroyGraph(void *handle) {
  Graph *graph = graphOf(handle);
  if (graph == nullptr) {
    return INVALID_HANDLE;
  }
  graphs.erase(graph);
  delete graph;
  return SUCCESS;
}

}  // namespace

API cuStreamCreate(void **stream, unsigned flags) {
  CALL(cuStreamCreate);
  *stream = openStream((flags & 1) == 0);
  return SUCCESS;
}

API cuStreamDestroy_v2(void *handle) {
  Stream *stream = streamOf(handle);
  if (handle == nullptr || stream == nullptr) {
    return INVALID_HANDLE;
  }
  closeStream(stream);
  return SUCCESS;
}

API cuStreamSynchronize(void *handle) {
  CALL(cuStreamSynchronize);
  Stream *stream = streamOf(handle);
  if (stream == nullptr) {
    return INVALID_HANDLE;
  }
  if (stream->capturing) {
    stream->broken = true;
    return CAPTURE_UNSUPPORTED;
  }
  int code = stream->blocking ? drain(streamOf(nullptr)) : SUCCESS;
  if (code == SUCCESS) {
    code = drain(stream);
  }
  checkPatterns("as a stream was done");
  return code;
}

API cuStreamQuery(void *handle) {
  CALL(cuStreamQuery);
  Stream *stream = streamOf(handle);
  if (stream == nullptr) {
    return INVALID_HANDLE;
  }
  if (stream->queue.empty()) {
    return SUCCESS;
  }
  int code = drain(stream);
  return code != SUCCESS ? code : NOT_READY;
}

API cuStreamWaitEvent(void *handle, void *event, unsigned) {
  CALL(cuStreamWaitEvent);
  Stream *stream = streamOf(handle);
  if (stream == nullptr || eventOf(event) == nullptr) {
    return INVALID_HANDLE;
  }
  Operation operation;
  operation.awaited = eventOf(event);
  return enqueue(stream, operation);
}

API cuEventCreate(void **event, unsigned) {
  CALL(cuEventCreate);
  Event *made = new Event();
  events.insert(made);
  *event = made;
  return SUCCESS;
}

API cuEventDestroy_v2(void *handle) {
  Event *event = eventOf(handle);
  if (event == nullptr) {
    return INVALID_HANDLE;
  }
  if (event->recorded && !event->done && event->stream != nullptr) {
    drainUntil(event);
  }
  events.erase(event);
  delete event;
  return SUCCESS;
}

API cuEventRecord(void *handle, void *streamHandle) {
  CALL(cuEventRecord);
  Event *event = eventOf(handle);
  Stream *stream = streamOf(streamHandle);
  if (event == nullptr || stream == nullptr) {
    return INVALID_HANDLE;
  }
  event->recorded = true;
  event->done = false;
  event->stream = stream;
  Operation operation;
  operation.recorded = event;
  return enqueue(stream, operation);
}

API cuEventSynchronize(void *handle) {
  CALL(cuEventSynchronize);
  Event *event = eventOf(handle);
  if (event == nullptr) {
    return INVALID_HANDLE;
  }
  return event->recorded && !event->done ? drainUntil(event) : SUCCESS;
}

API cuEventQuery(void *handle) {
  CALL(cuEventQuery);
  Event *event = eventOf(handle);
  if (event == nullptr) {
    return INVALID_HANDLE;
  }
  return event->done || !event->recorded ? SUCCESS : NOT_READY;
}

API cuEventElapsedTime(float *milliseconds, void *first, void *second) {
  CALL(cuEventElapsedTime);
  Event *from = eventOf(first), *to = eventOf(second);
  if (from == nullptr || to == nullptr || !from->recorded || !to->recorded) {
    return INVALID_HANDLE;
  }
  if (!from->done || !to->done) {
    return NOT_READY;
  }
  *milliseconds = (float)((to->seconds - from->seconds) * 1e3);
  return SUCCESS;
}

API cuStreamBeginCapture_v2(void *handle, int) {
  CALL(cuStreamBeginCapture_v2);
  Stream *stream = streamOf(handle);
  if (stream == nullptr) {
    return INVALID_HANDLE;
  }
  if (stream == streamOf(nullptr) || stream->capturing) {
    return CAPTURE_UNSUPPORTED;
  }
  stream->capturing = true;
  stream->broken = false;
  stream->captured.clear();
  return SUCCESS;
}

API cuStreamEndCapture(void *handle, void **graph) {
  CALL(cuStreamEndCapture);
  Stream *stream = streamOf(handle);
  if (stream == nullptr || !stream->capturing) {
    return INVALID_VALUE;
  }
  stream->capturing = false;
  *graph = nullptr;
  if (stream->broken) {
    return CAPTURE_INVALIDATED;
  }
  Graph *made = new Graph{std::move(stream->captured)};
  graphs.insert(made);
  *graph = made;
  return SUCCESS;
}

API cuStreamIsCapturing(void *handle, int *status) {
  CALL(cuStreamIsCapturing);
  Stream *stream = streamOf(handle);
  if (stream == nullptr) {
    return INVALID_HANDLE;
  }
  *status = !stream->capturing ? 0 : stream->broken ? 2 : 1;
  return SUCCESS;
}

API cuGraphInstantiateWithFlags(void **executable, void *handle, unsigned long long) {
  CALL(cuGraphInstantiateWithFlags);
  Graph *graph = graphOf(handle);
  if (graph == nullptr) {
    return INVALID_HANDLE;
  }
  Graph *made = new Graph(*graph);
  graphs.insert(made);
  *executable = made;
  return SUCCESS;
}

API cuGraphLaunch(void *handle, void *streamHandle) {
  CALL(cuGraphLaunch);
  Graph *graph = graphOf(handle);
  Stream *stream = streamOf(streamHandle);
  if (graph == nullptr || stream == nullptr) {
    return INVALID_HANDLE;
  }
  for (const Operation &operation : graph->operations) {
    if (int code = enqueue(stream, operation)) {
      return code;
    }
  }
  return SUCCESS;
}

API cuGraphUpload(void *graph, void *) {
  CALL(cuGraphUpload);
  return graphOf(graph) == nullptr ? INVALID_HANDLE : SUCCESS;
}

API cuGraphDestroy(void *graph) { return destroyGraph(graph); }

API cuGraphExecDestroy(void *graph) { return destroyGraph(graph); }

API cuGraphGetNodes(void *handle, void **, size_t *count) {
  CALL(cuGraphGetNodes);
  Graph *graph = graphOf(handle);
  if (graph == nullptr) {
    return INVALID_HANDLE;
  }
  *count = graph->operations.size();
  return SUCCESS;
}
