#include "stream.h"

#include <ctime>
#include <set>

#include "errors.h"
#include "random.h"
#include "settings.h"

namespace emulator {
namespace {

std::set<Stream *> streams;
Stream nullStream;

double now() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int perform(Stream *stream, Operation &operation) {
  if (operation.awaited != nullptr) {
    Event *event = operation.awaited;
    bool elsewhere = event->recorded && !event->done && event->stream != stream;
    return elsewhere ? drainUntil(event) : 0;
  }
  int code = operation.work ? operation.work() : 0;
  if (operation.recorded != nullptr) {
    operation.recorded->done = true;
    operation.recorded->seconds = now();
  }
  return code;
}

int drainWhile(Stream *stream, const std::function<bool()> &wanted) {
  while (!stream->queue.empty() && wanted()) {
    if (stickyError() != 0) {
      stream->queue.clear();
      return stickyError();
    }
    Operation operation = std::move(stream->queue.front());
    stream->queue.pop_front();
    if (int code = perform(stream, operation)) {
      return code;
    }
  }
  return stickyError();
}

}  // namespace

Stream *openStream(bool blocking) {
  Stream *stream = new Stream();
  stream->blocking = blocking;
  streams.insert(stream);
  return stream;
}

Stream *streamOf(void *handle) {
  // 1 and 2 are the driver's names for the null stream.
  if (handle == nullptr || handle == (void *)1 || handle == (void *)2) {
    return &nullStream;
  }
  Stream *stream = static_cast<Stream *>(handle);
  return streams.count(stream) > 0 ? stream : nullptr;
}

void closeStream(Stream *stream) {
  drain(stream);
  streams.erase(stream);
  delete stream;
}

int refuseWhileCapturing() {
  int code = 0;
  for (Stream *stream : streams) {
    if (stream->capturing) {
      stream->broken = true;
      code = CAPTURE_IMPLICIT;
    }
  }
  return code;
}

int enqueue(Stream *stream, Operation operation) {
  if (stream->capturing) {
    if (stream->broken) {
      return CAPTURE_INVALIDATED;
    }
    stream->captured.push_back(std::move(operation));
    return 0;
  }
  if (stream == &nullStream) {
    if (int code = refuseWhileCapturing()) {
      return code;
    }
    for (Stream *other : streams) {
      if (int code = other->blocking ? drain(other) : 0) {
        return code;
      }
    }
  } else if (stream->blocking) {
    if (int code = drain(&nullStream)) {
      return code;
    }
  }
  stream->queue.push_back(std::move(operation));
  return 0;
}

int drain(Stream *stream) {
  return drainWhile(stream, [] { return true; });
}

int drainUntil(Event *event) {
  return drainWhile(event->stream, [event] { return !event->done; });
}

int drainAll() {
  std::vector<Stream *> all(streams.begin(), streams.end());
  all.push_back(&nullStream);
  uint64_t random = settings().seed;
  while (!all.empty()) {
    size_t pick = nextRandom(random) % all.size();
    if (int code = drain(all[pick])) {
      return code;
    }
    all.erase(all.begin() + (long)pick);
  }
  return stickyError();
}

size_t waitingOperations() {
  size_t all = nullStream.queue.size();
  for (const Stream *stream : streams) {
    all += stream->queue.size();
  }
  return all;
}

}  // namespace emulator
