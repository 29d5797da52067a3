// Streams as lazy queues: what is enqueued runs when somebody waits, so that a missing wait is seen. Blocking streams
// are ordered with the null stream.
#pragma once
#include <deque>
#include <functional>
#include <vector>

namespace emulator {

struct Stream;

struct Event {
  bool recorded = false, done = false;
  double seconds = 0;
  Stream *stream = nullptr;
};

// Work, or an event that is recorded, or one that is waited for.
struct Operation {
  std::function<int()> work;
  Event *recorded = nullptr;
  Event *awaited = nullptr;
};

struct Graph {
  std::vector<Operation> operations;
};

struct Stream {
  bool blocking = true;
  std::deque<Operation> queue;
  bool capturing = false, broken = false;
  std::vector<Operation> captured;
};

Stream *openStream(bool blocking);
// Null where the handle is no stream.
Stream *streamOf(void *handle);
void closeStream(Stream *stream);

// 0, or a code of the driver's.
int enqueue(Stream *stream, Operation operation);
int drain(Stream *stream);
int drainUntil(Event *event);
int drainAll();

// While a stream captures, what would wait must not be called: 0, or the error, after which the capture is broken.
int refuseWhileCapturing();

size_t waitingOperations();

}  // namespace emulator
