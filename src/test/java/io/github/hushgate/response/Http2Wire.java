package io.github.hushgate.response;

import io.github.hushgate.response.Behaviours.Behaviour;
import io.github.hushgate.response.Wire.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTP/2 over TLS to the loopback address. */
final class Http2Wire {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client;

    /** Trusts the certificate in the key store. */
    Http2Wire(Path keyStore, String password) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, password.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String alias : java.util.Collections.list(keys.aliases())) {
            trusted.setCertificateEntry(alias, keys.getCertificate(alias));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(tls)
                .build();
    }

    /** Asks for a behaviour; a body that breaks off is not whole. */
    Answer ask(int port, Behaviour behaviour) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/b/" + behaviour.name()))
                .timeout(PATIENCE);
        boolean body = false;
        for (String header : behaviour.headers()) {
            String[] parts = header.split(": ", 2);
            if (parts[0].equals("Content-Length")) {
                body = !parts[1].equals("0");
            } else {
                request.header(parts[0], parts[1]);
            }
        }
        request.method(behaviour.method(), body ? BodyPublishers.ofString("a=b") : BodyPublishers.noBody());
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        if (response.version() != HttpClient.Version.HTTP_2) {
            throw new IOException("not HTTP/2");
        }
        return answer(response);
    }

    private static Answer answer(HttpResponse<InputStream> response) {
        TreeMap<String, List<String>> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":")) {
                headers.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(values));
            }
        });
        try (InputStream in = response.body()) {
            return new Answer(response.statusCode(), headers, in.readAllBytes(), true);
        } catch (IOException e) {
            return new Answer(response.statusCode(), headers, new byte[0], false);
        }
    }
}
