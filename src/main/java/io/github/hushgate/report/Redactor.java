package io.github.hushgate.report;

import static io.github.hushgate.report.ReportField.BLOCKED;
import static io.github.hushgate.report.ReportField.COLUMN;
import static io.github.hushgate.report.ReportField.DESTINATION;
import static io.github.hushgate.report.ReportField.DISPOSITION;
import static io.github.hushgate.report.ReportField.DOCUMENT;
import static io.github.hushgate.report.ReportField.EFFECTIVE_DIRECTIVE;
import static io.github.hushgate.report.ReportField.LINE;
import static io.github.hushgate.report.ReportField.POLICY_ID;
import static io.github.hushgate.report.ReportField.REPORT_ONLY;
import static io.github.hushgate.report.ReportField.SAMPLE;
import static io.github.hushgate.report.ReportField.SOURCE_FILE;
import static io.github.hushgate.report.ReportField.STATUS;
import static io.github.hushgate.report.ReportField.VIOLATED_DIRECTIVE;

import io.github.hushgate.policy.Disposition;
import io.github.hushgate.report.BlockedUrl.Kind;
import io.github.hushgate.tracker.Tracker;
import io.github.hushgate.tracker.TrackerDetector;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns what a browser sent into what may be kept, before anything is counted, queued or logged. Every text that it
 * lets through is a word of a known list, an origin, a path that catalog or owner wrote, or a number. Immutable, safe
 * for many threads.
 */
final class Redactor {
    private static final String CSP = "csp-violation";

    /** Documents without an address of their own. */
    private static final String[] NAMELESS = {"about:", "blob:", "data:"};

    private final AddressReader addresses;
    private final TrackerDetector detector;
    private final Classifier classifier;

    Redactor(TrackerDetector detector, NoiseRules noise) {
        this.detector = detector;
        this.addresses = new AddressReader(detector, noise);
        this.classifier = new Classifier(noise);
    }

    /** Tells {@code kept} of what may be kept of the entry, or {@code refused} of why nothing is. */
    void redact(RawReport raw, Reading reading, Consumer<ReportRecord> kept, Consumer<Refusal> refused) {
        Upload upload = reading.upload();
        String type = raw.isLegacy() ? CSP : raw.type();
        if (!Words.isViolation(type)) {
            kept.accept(new OtherReport(
                    upload.minute(),
                    1,
                    Words.otherType(type),
                    upload.routeName(),
                    reading.browser(raw.userAgent()),
                    upload.build()));
        } else if (!raw.hasBody()) {
            refused.accept(Refusal.SHAPE);
        } else {
            violation(type, raw, reading, kept, refused);
        }
    }

    private void violation(
            String type, RawReport raw, Reading reading, Consumer<ReportRecord> kept, Consumer<Refusal> refused) {
        String directive = directive(type, raw);
        if (directive.isEmpty() && raw.text(BLOCKED).isEmpty()) {
            refused.accept(Refusal.BLANK);
            return;
        }
        String told = raw.text(DOCUMENT).isEmpty() ? raw.url() : raw.text(DOCUMENT);
        reading.document(told, text -> document(text, reading))
                .ifPresentOrElse(
                        document -> kept.accept(violation(type, directive, document, raw, reading)),
                        () -> refused.accept(Refusal.FOREIGN_DOCUMENT));
    }

    private ViolationReport violation(String type, String directive, String document, RawReport raw, Reading reading) {
        Upload upload = reading.upload();
        Address blocked = addresses.read(raw.text(BLOCKED), reading);
        Address source = reading.source(raw.text(SOURCE_FILE), text -> addresses.read(text, reading));
        String tracker = blocked.tracker().isEmpty() ? trackerOfSample(raw, blocked) : blocked.tracker();
        return new ViolationReport(
                upload.minute(),
                1,
                raw.isLegacy() ? "legacy" : "reports",
                type,
                upload.policy(),
                disposition(raw),
                directive,
                upload.routeName(),
                document,
                blocked.url(),
                tracker,
                classifier.classify(tracker, blocked, source, raw.text(SAMPLE)),
                blocked.own() && tracker.isEmpty(),
                source.own() ? "self" : source.url().origin(),
                raw.number(LINE),
                raw.number(COLUMN),
                Math.min(raw.number(STATUS), 999),
                reading.browser(raw.userAgent()),
                upload.build());
    }

    /** A sample says which tracker's snippet it is the head of; its text goes no further. */
    private String trackerOfSample(RawReport raw, Address blocked) {
        String sample = raw.text(SAMPLE);
        boolean script = blocked.url().kind() == Kind.INLINE && !sample.isEmpty();
        return script ? detector.ofSample(sample).map(Tracker::id).orElse("") : "";
    }

    private static String directive(String type, RawReport raw) {
        return switch (type) {
            case CSP -> cspDirective(raw);
            case "integrity-violation" -> "integrity " + Words.destination(raw.text(DESTINATION));
            case "csp-hash" -> "hash " + Words.destination(raw.text(DESTINATION));
            case "permissions-policy-violation",
                    "potential-permissions-policy-violation",
                    "document-policy-violation" -> Words.feature(raw.text(POLICY_ID));
            default -> "";
        };
    }

    /** The effective directive; older browsers only tell the violated one, with or without its source list. */
    private static String cspDirective(RawReport raw) {
        String effective = raw.text(EFFECTIVE_DIRECTIVE);
        String told = effective.isEmpty() ? raw.text(VIOLATED_DIRECTIVE) : effective;
        int space = told.indexOf(' ');
        String name = space < 0 ? told : told.substring(0, space);
        return name.isEmpty() ? "" : Words.directive(name);
    }

    private static Disposition disposition(RawReport raw) {
        boolean onlyReported = raw.text(DISPOSITION).equals("report") || raw.number(REPORT_ONLY) == 1;
        return onlyReported ? Disposition.REPORT : Disposition.ENFORCE;
    }

    /**
     * What may be told of the document's path; empty text where the report names none; nothing when it is not the
     * site's.
     */
    private static Optional<String> document(String told, Reading reading) {
        if (told.isEmpty() || isNameless(told)) {
            return Optional.of("");
        }
        Upload upload = reading.upload();
        return reading.url(told)
                .filter(url -> upload.own().containsHost(url.host()))
                .map(url -> masked(url.path(), upload));
    }

    private static boolean isNameless(String told) {
        for (String scheme : NAMELESS) {
            if (told.startsWith(scheme) || told.equals(scheme.substring(0, scheme.length() - 1))) {
                return true;
            }
        }
        return false;
    }

    private static String masked(String path, Upload upload) {
        String context = upload.contextPath();
        String local = path.startsWith(context) ? path.substring(context.length()) : path;
        return upload.route()
                .map(pattern -> pattern.redact(local.isEmpty() ? "/" : local))
                .orElse("");
    }
}
