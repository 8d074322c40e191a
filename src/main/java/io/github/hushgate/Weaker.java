package io.github.hushgate;

import io.github.hushgate.HushgateConfig.Strip;
import io.github.hushgate.policy.Disposition;
import io.github.hushgate.policy.Preset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Whether a new value of a key protects less, or lets in more, than the one before. In doubt it does. */
final class Weaker {
    private static final Set<SettingKey<?>> LETS_IN = letsIn();
    private static final Set<SettingKey<?>> PROTECTS =
            Set.of(SettingKeys.SENSITIVE, SettingKeys.JOURNEY_DOORWAY_ROUTES, SettingKeys.ADD, SettingKeys.LISTS);
    private static final Set<SettingKey<?>> ON_IS_SAFE =
            Set.of(SettingKeys.JOURNEY_URLS, SettingKeys.JOURNEY_HIDE_COOKIES, SettingKeys.JOURNEY_STICKY);

    private Weaker() {}

    private static Set<SettingKey<?>> letsIn() {
        Set<SettingKey<?>> keys = new HashSet<>(SettingKeys.ALLOW.values());
        keys.addAll(SettingKeys.DANGEROUS.values());
        keys.add(SettingKeys.EXCEPT);
        keys.add(SettingKeys.KEEP);
        keys.add(SettingKeys.APPROVED_SETS);
        return Set.copyOf(keys);
    }

    static boolean is(SettingKey<?> key, Object before, Object after) {
        if (before instanceof Disposition || before instanceof Strip) {
            return after == Disposition.REPORT || after == Strip.COUNT;
        }
        if (before instanceof Preset old && after instanceof Preset now) {
            return now.compareTo(old) < 0;
        }
        if (ON_IS_SAFE.contains(key)) {
            return Boolean.FALSE.equals(after);
        }
        if (LETS_IN.contains(key)) {
            return !all(before).containsAll(all(after));
        }
        if (PROTECTS.contains(key)) {
            return !all(after).containsAll(all(before));
        }
        return key.equals(SettingKeys.ROUTES) || key.equals(SettingKeys.APPROVED);
    }

    private static Collection<?> all(Object value) {
        return value instanceof Collection<?> many ? many : Set.of(value);
    }
}
