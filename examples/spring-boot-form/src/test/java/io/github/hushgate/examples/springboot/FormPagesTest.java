package io.github.hushgate.examples.springboot;

import static io.github.hushgate.assertions.HushgateAssertions.assertKeepsTrackersOut;
import static io.github.hushgate.assertions.HushgateAssertions.assertNoTrackers;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.github.hushgate.HushgateFilter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The pages without a request over the network: what an application's own tests may look like. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "spring.security.user.password=open sesame")
class FormPagesTest {
    private MockMvc mvc;

    @BeforeEach
    void build(@Autowired WebApplicationContext context, @Autowired HushgateFilter filter) {
        mvc = MockMvcBuilders.webAppContextSetup(context).addFilters(filter).build();
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
