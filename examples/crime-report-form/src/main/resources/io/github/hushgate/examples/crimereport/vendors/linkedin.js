kit.pixel('px.ads.linkedin.com.localhost/collect/', {v: 2, fmt: 'gif', pid: window._linkedin_partner_id, time: Date.now(), url: location.href});
