package io.github.hushgate.spring;

import io.github.hushgate.HushgateFilter;
import io.github.hushgate.review.Review;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** The actuator endpoint {@code hushgate}: the review as JSON, read-only. */
@Endpoint(id = "hushgate")
public final class HushgateEndpoint {
    private final HushgateFilter filter;

    HushgateEndpoint(HushgateFilter filter) {
        this.filter = filter;
    }

    /** What is kept; an empty object while nothing is protected. */
    @ReadOperation(produces = "application/json")
    public String review() {
        return filter.review().map(Review::toJson).orElse("{}");
    }
}
