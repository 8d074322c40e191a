package io.github.hushgate.examples.springboot;

import static io.github.hushgate.assertions.HushgateAssertions.assertKeepsTrackersOut;
import static io.github.hushgate.assertions.HushgateAssertions.assertNoTrackers;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.github.hushgate.HushgateFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The pages without a server: what an application's own tests may look like. */
@SpringBootTest
class FormPagesTest {
    private MockMvc mvc;

    @BeforeEach
    void build(@Autowired WebApplicationContext context, @Autowired HushgateFilter filter) {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .addFilter(filter, "hushgate", Map.of(), EnumSet.allOf(DispatcherType.class), "/*")
                .build();
    }

    private MockHttpServletResponse page(String path) throws Exception {
        return mvc.perform(get(path)).andReturn().getResponse();
    }

    @Test
    void theFormHoldsNoTrackerAndItsHeadersKeepThemOut() throws Exception {
        MockHttpServletResponse form = page("/report");
        assertNoTrackers(form.getContentAsString());
        assertKeepsTrackersOut(form::getHeaders);
    }

    @Test
    void theHomePageIsNotProtectedAndTheAssertionsSaySo() throws Exception {
        MockHttpServletResponse home = page("/");
        assertThatThrownBy(() -> assertNoTrackers(home.getContentAsString())).hasMessageContaining("Meta Pixel");
        assertThatThrownBy(() -> assertKeepsTrackersOut(home::getHeaders))
                .hasMessageContaining("there is no Content-Security-Policy");
    }
}
