package io.github.hushgate.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Ends a document of non-blocking output: what was held goes out only when the container is ready for it, and the end
 * waits until it has.
 */
final class Ending {
    private @Nullable ServletOutputStream stream;
    private @Nullable Runnable waiting;

    /** The listener that the container calls in place of the application's. */
    synchronized WriteListener listen(WriteListener listener, ServletOutputStream output) {
        stream = output;
        return new WriteListener() {
            @Override
            public void onWritePossible() throws IOException {
                if (!resume()) {
                    listener.onWritePossible();
                }
            }

            @Override
            public void onError(Throwable cause) {
                listener.onError(cause);
            }
        };
    }

    /** Ends the document, then does what was asked for; at once where that is possible. */
    void end(ShieldedExchange exchange, Runnable then) {
        ServletOutputStream output = stream;
        if (output == null || !exchange.isOpen()) {
            exchange.endDocument();
            then.run();
            return;
        }
        synchronized (this) {
            waiting = () -> endWhenReady(exchange, output, then);
        }
        resume();
    }

    private void endWhenReady(ShieldedExchange exchange, ServletOutputStream output, Runnable then) {
        if (!output.isReady()) {
            wait(() -> endWhenReady(exchange, output, then));
            return;
        }
        exchange.endDocument();
        if (output.isReady()) {
            then.run();
        } else {
            wait(then);
        }
    }

    private synchronized void wait(Runnable then) {
        waiting = then;
    }

    private boolean resume() {
        Runnable next;
        synchronized (this) {
            next = waiting;
            waiting = null;
        }
        if (next == null) {
            return false;
        }
        next.run();
        return true;
    }
}
