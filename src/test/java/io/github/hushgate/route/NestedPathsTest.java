package io.github.hushgate.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedPathsTest {
    private final NestedPaths nested = new NestedPaths(SensitiveRoutes.of(
            List.of(RoutePattern.of("/report/**"), RoutePattern.of("/help/now")),
            List.of(RoutePattern.of("/report/open"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login?next=/report/rape",
                "/login?next=%2Freport%2Frape",
                "/login?next=%252Freport%252Frape",
                "/login?next=%25252Freport%25252Frape",
                "/go?to=https%3A%2F%2Fwww.police.example%2Freport%2Frape%3Fstep%3D2",
                "/go?to=https://www.police.example/report",
                "/go?to=//www.police.example/REPORT/rape",
                "/go?a=1&b=%5Creport%5Crape&c=2",
                "/go?to=/site/report/rape",
                "/go?to=/x/../report/rape",
                "/go?to=/report/open",
                "/go?to=/help/now&then=1",
                "/go?to=/help/now;jsessionid=1#top",
                "/proxy/report/rape",
                "/error%2Freport%2Frape",
                "/a?b=c?d=/report",
                "/?/report/x"
            })
    void aSensitivePathInsideAnotherAddressIsFound(String address) {
        assertTrue(isFound("", address), address);
        assertTrue(isFound("/site", "/site" + address), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/news",
                "/news/today?page=2",
                "/news?q=report",
                "/news?q=report/rape",
                "/reporting/x?next=/reports",
                "/go?to=/help/now/later",
                "/go?to=%2Fhelp",
                "/a?b=%",
                "/css/site.css?v=1%202"
            })
    void anAddressThatHoldsNoneIsNot(String address) {
        assertFalse(isFound("", address), address);
        assertFalse(isFound("/site", "/site" + address), address);
    }

    @Test
    void theRequestsOwnPathIsLeftToTheRoutesAndTheirExceptions() {
        assertFalse(isFound("", "/report/open"));
        assertFalse(isFound("/site", "/site/report/open"));
    }

    @Test
    void anAddressOfSlashesAloneCostsLittleAndIsNotSensitive() {
        assertFalse(isFound("", "/a?x=" + "/a".repeat(100_000)));
        assertFalse(isFound("", "/a?x=" + "/%2e%2e".repeat(10_000)));
    }

    @Test
    void theRulesOfAllPathsInTheAddressAddUp() {
        RuleSet rules = nested.match(request("", "/go?a=/report/x&b=/help/now"));
        assertEquals("{0, 1}", rules.toString());
    }

    private boolean isFound(String contextPath, String address) {
        return !nested.match(request(contextPath, address)).isEmpty();
    }

    private static HttpServletRequest request(String contextPath, String address) {
        int query = address.indexOf('?');
        HttpServletRequest request = mock(HttpServletRequest.class);
        when(request.getContextPath()).thenReturn(contextPath);
        when(request.getRequestURI()).thenReturn(query < 0 ? address : address.substring(0, query));
        when(request.getQueryString()).thenReturn(query < 0 ? null : address.substring(query + 1));
        return request;
    }
}
